package dev.baton.staff.account;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.staff.Region;
import dev.baton.staff.Role;
import dev.baton.staff.people.Employee;
import dev.baton.staff.people.People;
import dev.baton.staff.people.StaffDirectory;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a new person on. */
@Component
public class JoiningStaff {

    /** What an administrator says about a new person. */
    public record Newcomer(
            String login,
            String name,
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String wecomUserId,
            @Nullable String region,
            Set<Role> roles,
            @Nullable String password) {}

    private final People people;
    private final StaffDirectory directory;
    private final PasswordRules rules;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JoiningStaff(
            People people,
            StaffDirectory directory,
            PasswordRules rules,
            Passwords passwords,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.directory = directory;
        this.rules = rules;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /** @param by who takes the newcomer on; null for the house itself */
    @Transactional
    public PersonId join(@Nullable Caller by, Newcomer newcomer) {
        mustShow(newcomer.login(), "login");
        mustShow(newcomer.name(), "name");
        if (newcomer.region() != null
                && directory.regions().stream().noneMatch(known -> known.code().equals(newcomer.region()))) {
            throw Refusal.invalid(
                    "unknown-region",
                    "region",
                    Map.of(
                            "value",
                            newcomer.region(),
                            "allowed",
                            directory.regions().stream().map(Region::code).toList()));
        }
        String hash = null;
        if (newcomer.password() != null) {
            rules.mustBeAcceptable(newcomer.password(), "password", newcomer.login(), newcomer.name());
            hash = passwords.hash(newcomer.password());
        }
        var id = new PersonId(Ids.next());
        if (people.isTaken(newcomer.login())) {
            throw taken(newcomer);
        }
        try {
            people.save(new Employee(
                    id,
                    newcomer.login(),
                    newcomer.name(),
                    new Employee.Contact(newcomer.email(), newcomer.mobile(), newcomer.wecomUserId()),
                    newcomer.region(),
                    newcomer.roles(),
                    hash,
                    clock.instant()));
            directory.changed();
        } catch (DataIntegrityViolationException atTheSameTime) {
            throw taken(newcomer);
        }
        events.publishEvent(new SecurityEvent(
                Kind.PERSON_JOINED,
                by == null ? null : by.id().value(),
                null,
                id.value(),
                Map.of(
                        "roles",
                        newcomer.roles().stream().map(Role::name).sorted().toList())));
        return id;
    }

    private static Refusal taken(Newcomer newcomer) {
        return Refusal.conflict("login-taken", Map.of("value", newcomer.login()));
    }

    /** A name is one line in every message and table; what cannot be seen in it is no part of it. */
    private static void mustShow(String text, String field) {
        if (text.codePoints().anyMatch(JoiningStaff::isInvisible)) {
            throw Refusal.invalid("invisible-characters", field, Map.of("field", field));
        }
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
