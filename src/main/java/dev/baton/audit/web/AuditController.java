package dev.baton.audit.web;

import dev.baton.audit.AuditSearch;
import dev.baton.shared.Paging;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading is all there is: the trail has no other verb. */
@RestController
class AuditController {

    /** @param id absent where a process acted */
    @Schema(name = "AuditActor")
    record Who(@Nullable PersonId id, String name) {}

    /**
     * @param kind {@code request} or {@code process}
     * @param address of the caller, as the server saw it
     */
    record Origin(
            String kind, @Nullable String address, @Nullable String userAgent) {}

    /** A field that is not the same after as before; absent where it was not there. */
    record Change(
            String field,
            String name,
            @Nullable Object before,
            @Nullable Object after) {}

    @Schema(name = "AuditEntry")
    record Shown(
            UUID id,
            Instant at,
            String subjectKind,
            String subjectKindName,
            @Nullable UUID subjectId,
            String action,
            String actionName,
            Who by,
            Origin origin,
            List<Change> changes,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String region,
            @Nullable Who owner) {}

    @Schema(name = "AuditPage")
    record Found(List<Shown> items, long total) {}

    private final AuditSearch search;
    private final Staff staff;
    private final MessageSource messages;

    AuditController(AuditSearch search, Staff staff, MessageSource messages) {
        this.search = search;
        this.staff = staff;
        this.messages = messages;
    }

    @GetMapping("/api/audit")
    Found search(
            Caller caller,
            Locale locale,
            @RequestParam(required = false) @Nullable String subjectKind,
            @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID by,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(Paging.LAST_PAGE) int page,
            @RequestParam(defaultValue = "50") @Min(1) int size) {
        var query = new AuditSearch.Query(subjectKind, subjectId, action, by, from, to);
        var found = search.search(caller, query, page, size);
        return new Found(found.items().stream().map(line -> shown(line, locale)).toList(), found.total());
    }

    private Shown shown(AuditSearch.Line line, Locale locale) {
        return new Shown(
                line.id(),
                line.at(),
                line.subjectKind(),
                text("audit.kind.", line.subjectKind(), locale),
                line.subjectId(),
                line.action(),
                text("audit.action.", line.action(), locale),
                new Who(line.by(), line.by() == null ? text("audit.by.", line.byName(), locale) : line.byName()),
                new Origin(line.origin(), line.address(), line.userAgent()),
                changes(line, locale),
                line.before(),
                line.after(),
                line.region(),
                owner(line.owner()));
    }

    private List<Change> changes(AuditSearch.Line line, Locale locale) {
        return Stream.concat(line.before().keySet().stream(), line.after().keySet().stream())
                .distinct()
                .map(field -> new Change(
                        field,
                        text("audit.field.", field, locale),
                        line.before().get(field),
                        line.after().get(field)))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }

    private @Nullable Who owner(@Nullable PersonId id) {
        return id == null ? null : new Who(id, staff.find(id).map(Person::name).orElse("?"));
    }

    private String text(String prefix, String code, Locale locale) {
        return Words.of(messages, prefix + code, code, locale);
    }
}
