package dev.baton.audit;

import dev.baton.shared.Refusal;
import dev.baton.shared.Rows;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the trail for those who answer for it: supervisors their region, directors and administrators all of it. */
@Component
public class AuditSearch {

    /**
     * What is looked for; what is absent does not matter.
     *
     * @param from from this moment on
     * @param to up to and without this moment
     */
    public record Query(
            @Nullable String subjectKind,
            @Nullable UUID subjectId,
            @Nullable String action,
            @Nullable UUID by,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** An entry as it was written. */
    public record Line(
            UUID id,
            Instant at,
            String subjectKind,
            @Nullable UUID subjectId,
            String action,
            @Nullable PersonId by,
            String byName,
            String origin,
            @Nullable String address,
            @Nullable String userAgent,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String region,
            @Nullable PersonId owner) {}

    /** @param total counted up to {@value #COUNTED} */
    public record Page(List<Line> items, long total) {}

    static final int COUNTED = 10_000;
    private static final int MOST = 200;

    private final AuditQueries entries;
    private final Staff staff;

    AuditSearch(AuditQueries entries, Staff staff) {
        this.entries = entries;
        this.staff = staff;
    }

    /** Newest first. */
    public Page search(Caller caller, Query query, int page, int size) {
        if (!caller.seesEverything() && !caller.has(Role.SUPERVISOR)) {
            throw Refusal.forbidden("not-allowed");
        }
        mustBeAPeriod(query.from(), query.to());
        var conditions = new AuditQueries.Conditions();
        scope(caller, conditions);
        conditions.and("e.subject_kind = :kind", "kind", query.subjectKind());
        conditions.and("e.subject_id = :subject", "subject", query.subjectId());
        conditions.and("e.action = :action", "action", query.action());
        conditions.and("e.by_id = :by", "by", query.by());
        conditions.and("e.at >= :from", "from", Rows.timeOrNull(query.from()));
        conditions.and("e.at < :to", "to", Rows.timeOrNull(query.to()));
        return page(conditions, page, size);
    }

    /**
     * Entries about safety, for administrators alone.
     *
     * @param kind what it is called, for example {@code sign-in-failed}
     * @param person who did it, or whom it was done to
     * @param account the sign-in name that was tried, or the name of who it was
     * @param address where it came from
     */
    public record SecurityQuery(
            @Nullable String kind,
            @Nullable UUID person,
            @Nullable String account,
            @Nullable String address,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Newest first. */
    public Page security(Caller caller, SecurityQuery query, int page, int size) {
        if (!caller.has(Role.ADMIN)) {
            throw Refusal.forbidden("not-allowed");
        }
        mustBeAPeriod(query.from(), query.to());
        var conditions = new AuditQueries.Conditions();
        conditions.and("e.subject_kind = :security", "security", RecordingSecurityEvent.SUBJECT);
        conditions.and("e.action = :action", "action", actionOf(query.kind()));
        conditions.and("(e.by_id = :person or e.subject_id = :person)", "person", query.person());
        conditions.and("e.by_name = :account", "account", query.account());
        conditions.and("e.address = :address", "address", query.address());
        conditions.and("e.at >= :from", "from", Rows.timeOrNull(query.from()));
        conditions.and("e.at < :to", "to", Rows.timeOrNull(query.to()));
        return page(conditions, page, size);
    }

    private static @Nullable String actionOf(@Nullable String kind) {
        if (kind == null) {
            return null;
        }
        var codes = Arrays.stream(SecurityEvent.Kind.values())
                .map(SecurityEvent.Kind::code)
                .toList();
        if (!codes.contains(kind)) {
            throw Refusal.invalid("invalid-enum", "kind", Map.of("field", "kind", "value", kind, "allowed", codes));
        }
        return RecordingSecurityEvent.ACTION + kind;
    }

    private static void mustBeAPeriod(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Refusal.invalid("ends-before-start", "to", Map.of("field", "to"));
        }
    }

    private Page page(AuditQueries.Conditions conditions, int page, int size) {
        var length = Math.clamp(size, 1, MOST);
        return new Page(
                entries.page(conditions, Math.clamp(page, 0, COUNTED) * (long) length, length),
                entries.count(conditions, COUNTED));
    }

    /**
     * As with leads: what lies in the region, and what the people of the region own elsewhere. What concerns safety is
     * for administrators: it tells whom to attack, and when nobody looks.
     */
    private void scope(Caller caller, AuditQueries.Conditions conditions) {
        if (!caller.has(Role.ADMIN)) {
            conditions.and("e.subject_kind <> :security", "security", RecordingSecurityEvent.SUBJECT);
        }
        if (caller.seesEverything()) {
            return;
        }
        var region = caller.region();
        if (region == null) {
            conditions.nothing();
            return;
        }
        conditions.and("(e.region = :region or e.owner_id = any(:people))", "region", region);
        conditions.with("people", peopleOf(region));
    }

    private UUID[] peopleOf(String region) {
        return staff.reps().stream()
                .filter(rep -> region.equals(rep.region()))
                .map(rep -> rep.id().value())
                .toArray(UUID[]::new);
    }
}
