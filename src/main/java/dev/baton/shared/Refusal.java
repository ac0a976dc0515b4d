package dev.baton.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says no to a caller in a way that names the field and the remedy; the web layer turns it into an RFC 9457 problem
 * document in the language of the request.
 *
 * <p>The code is a stable key: {@code problem.<code>.title} and {@code problem.<code>.detail} are looked up in
 * {@code messages*.properties}, the values fill the placeholders of the detail by name.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of no it is; the web layer maps each to one HTTP status. */
    public enum Kind {
        /** 400: the request itself is wrong. */
        INVALID,
        /** 401: the request does not prove who sent it. */
        UNPROVED,
        /** 403: the caller may know of it, but not do it. */
        FORBIDDEN,
        /** 404: it does not exist, or not for this caller. */
        NOT_FOUND,
        /** 409: somebody or something was faster, or the state does not allow it. */
        CONFLICT,
        /** 413: more than is taken. */
        TOO_LARGE,
        /** 422: well-formed, but evidence or facts are missing. */
        INCOMPLETE,
        /** 423: closed for now. */
        LOCKED,
        /** 429: too many requests. */
        TOO_MANY,
        /** 503: a part that is needed is not reachable. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final @Nullable String field;
    private final transient Map<String, Object> values;

    public Refusal(Kind kind, String code, @Nullable String field, Map<String, Object> values) {
        super(code + (field == null ? "" : " (" + field + ")") + " " + values);
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.values = Map.copyOf(values);
    }

    public static Refusal invalid(String code, String field, Map<String, Object> values) {
        return new Refusal(Kind.INVALID, code, field, values);
    }

    public static Refusal incomplete(String code, String field) {
        return new Refusal(Kind.INCOMPLETE, code, field, Map.of());
    }

    public static Refusal notFound(String code) {
        return new Refusal(Kind.NOT_FOUND, code, null, Map.of());
    }

    public static Refusal conflict(String code, Map<String, Object> values) {
        return new Refusal(Kind.CONFLICT, code, null, values);
    }

    public static Refusal forbidden(String code) {
        return new Refusal(Kind.FORBIDDEN, code, null, Map.of());
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public Map<String, Object> values() {
        return values;
    }
}
