package dev.baton.audit.web;

import dev.baton.audit.AuditSearch;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What concerns safety, for administrators. */
@RestController
class SecurityLogController {

    /**
     * @param kind for example {@code sign-in-failed}
     * @param by absent where nobody is known
     * @param name of who did it at that moment, or the account that was tried; the name of an account that does not
     *     exist is cut short
     * @param subject whom or what it was done to
     * @param subjectName where that is a person
     */
    record Entry(
            UUID id,
            Instant at,
            String kind,
            String kindName,
            @Nullable PersonId by,
            String name,
            @Nullable UUID subject,
            @Nullable String subjectName,
            @Nullable String address,
            @Nullable String userAgent,
            Map<String, Object> details) {}

    /** @param total counted up to 10,000 */
    record Entries(List<Entry> items, long total) {}

    private static final String ACTION = "security.";

    private final AuditSearch search;
    private final Staff staff;
    private final MessageSource messages;

    SecurityLogController(AuditSearch search, Staff staff, MessageSource messages) {
        this.search = search;
        this.staff = staff;
        this.messages = messages;
    }

    @GetMapping("/api/security-events")
    Entries securityEvents(
            Caller caller,
            Locale locale,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID person,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        var query = new AuditSearch.SecurityQuery(kind, person, account, address, from, to);
        var found = search.security(caller, query, page, size);
        return new Entries(
                found.items().stream().map(line -> shown(line, locale)).toList(), found.total());
    }

    private Entry shown(AuditSearch.Line line, Locale locale) {
        var subject = PersonId.orNull(line.subjectId());
        return new Entry(
                line.id(),
                line.at(),
                line.action().substring(ACTION.length()),
                Objects.requireNonNull(
                        messages.getMessage("audit.action." + line.action(), null, line.action(), locale)),
                line.by(),
                line.byName(),
                line.subjectId(),
                subject == null ? null : staff.find(subject).map(Person::name).orElse(null),
                line.address(),
                line.userAgent(),
                line.after());
    }
}
