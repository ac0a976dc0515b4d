package dev.baton.shared;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that whoever answers for safety has to be able to look up later. Publish it with an {@code
 * ApplicationEventPublisher} where it happens; the module "audit" writes it into the trail, logs it as one line of JSON,
 * counts it, and looks for patterns in it.
 *
 * <p>An act ({@link Kind#refused} is false) is written in the transaction that it is published in, so publish it inside:
 * then there is no act without its entry. A refusal is written in a transaction of its own, for that of the caller is
 * rolled back. Address and program are taken from the request that is being answered.
 *
 * @param by who did it; null for somebody who is not known, or for the house itself
 * @param account the sign-in name that was used or tried; null where {@code by} says it all
 * @param subject whom or what it was done to, where that is not {@code by}
 * @param details codes and figures, in the language of nobody: {@code reason}, {@code channel}, {@code roles},
 *     {@code count}; never a password, a token or a phone number
 */
public record SecurityEvent(
        Kind kind,
        @Nullable UUID by,
        @Nullable String account,
        @Nullable UUID subject,
        Map<String, ?> details) {

    /** What happened; {@link #code} is what it is called in the trail, in the log and in rules for alarms. */
    public enum Kind {
        SIGNED_IN(false),
        /** A wrong name, password or token, or an account that is disabled: {@code reason}. */
        SIGN_IN_FAILED(true),
        /** Refused without a look at the password, because there were too many. */
        SIGN_IN_THROTTLED(true),
        SIGNED_OUT(false),
        /** Somebody's session was ended for them: {@code reason}. */
        SESSION_ENDED(false),
        PASSWORD_CHANGED(false),
        /** By an administrator, for {@code subject}. */
        PASSWORD_RESET(false),
        /** The present password was wrong, or the new one is no good: {@code reason}. */
        PASSWORD_REFUSED(true),
        TOKEN_ISSUED(false),
        TOKEN_REVOKED(false),
        ROLES_CHANGED(false),
        /** What a role may do was changed: {@code role}, {@code permission}, {@code on}. */
        PERMISSION_CHANGED(false),
        PERSON_JOINED(false),
        PERSON_DISABLED(false),
        PERSON_ENABLED(false),
        PERSON_CHANGED(false),
        ABSENCE_CHANGED(false),
        ROUTING_SWITCHED(false),
        /** A door that is closed to the caller: {@code method}, {@code path}, {@code code}. */
        ACCESS_REFUSED(true),
        EXPORTED(false),
        EXPORT_REFUSED(true),
        /** A full phone number was shown to {@code by}; {@code subject} is the lead, {@code count} how many where several. */
        NUMBER_READ(false),
        /** A pattern was found by the rules of {@code baton.security.alarms}. */
        ALARM(false);

        private final boolean refused;

        Kind(boolean refused) {
            this.refused = refused;
        }

        public boolean refused() {
            return refused;
        }

        /** For example {@code sign-in-failed}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public SecurityEvent {
        details = Map.copyOf(details);
    }

    /** Somebody who is known did something, or was refused it. */
    public static SecurityEvent by(UUID person, Kind kind, Map<String, ?> details) {
        return new SecurityEvent(kind, person, null, null, details);
    }

    /** The same, to somebody or something else. */
    public static SecurityEvent by(UUID person, Kind kind, UUID subject, Map<String, ?> details) {
        return new SecurityEvent(kind, person, null, subject, details);
    }

    /** Somebody who only says who they are. */
    public static SecurityEvent unproved(String account, Kind kind, Map<String, ?> details) {
        return new SecurityEvent(kind, null, account, null, details);
    }
}
