package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.ChainTables;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalNotices;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.AuditedApproval;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Calls somebody to a contract that waits: each party once, whoever notices it. */
@Component
class CallingParty {

    private final Approvals file;
    private final ChainTables tables;
    private final FindingVoters seating;
    private final TimeLimits limits;
    private final ApprovalNotices notices;
    private final AuditedApproval audit;
    private final Staff staff;
    private final Clock clock;

    CallingParty(
            Approvals file,
            ChainTables tables,
            FindingVoters seating,
            TimeLimits limits,
            ApprovalNotices notices,
            AuditedApproval audit,
            Staff staff,
            Clock clock) {
        this.file = file;
        this.tables = tables;
        this.seating = seating;
        this.limits = limits;
        this.notices = notices;
        this.audit = audit;
        this.staff = staff;
        this.clock = clock;
    }

    /** Whoever the table {@code approval-calls} names for the party. */
    Approvals.Call call(
            Approval approval, CallKind kind, String party, TimeLimits.Limit limit, ApprovalNotices.Node node) {
        return call(approval, kind, party, named(party, approval), limits.due(limit, clock.instant()), node);
    }

    Approvals.Call call(
            Approval approval, CallKind kind, String party, Person person, Instant due, ApprovalNotices.Node node) {
        var wanted = new Approvals.Call(
                Ids.next(),
                approval.id(),
                kind,
                party,
                person.id(),
                person.roles().stream()
                        .sorted()
                        .findFirst()
                        .map(role -> FindingVoters.groupOf(role, approval.region()))
                        .orElse("director"),
                clock.instant(),
                due,
                null,
                null,
                null);
        if (!file.call(wanted)) {
            return file.calls(approval.id()).stream()
                    .filter(call -> call.kind() == kind && call.party().equals(party))
                    .findFirst()
                    .orElseThrow();
        }
        notices.tell(approval, person.id(), node, party, "", due);
        audit.record(
                approval,
                "approval.called",
                null,
                Map.of(),
                Map.of("call", kind.name(), "party", party, "person", person.name()));
        return wanted;
    }

    Person named(String party, Approval approval) {
        var row = tables.one("approval-calls", Map.of("party", party));
        List<String> words = row == null
                ? List.of()
                : Arrays.stream(row.toString().split(",")).map(String::strip).toList();
        return seating.first(words, approval.region())
                .or(() -> seating.first(List.of(Role.DIRECTOR.name(), Role.ADMIN.name()), approval.region()))
                .orElseGet(staff::fallbackOwner);
    }

    /** The owner, while there and at work; else a superior. */
    Person salesOf(Approval approval) {
        return staff.find(approval.owner())
                .filter(owner -> seating.canVote(owner.id()))
                .or(() -> seating.first(
                        List.of(Role.SUPERVISOR.name(), Role.DIRECTOR.name(), Role.ADMIN.name()), approval.region()))
                .orElseGet(staff::fallbackOwner);
    }

    /** Somebody of the next level of the open step who is there; else the fallback. */
    Person nextLevel(Approval approval) {
        var step = approval.openStep().map(Approval.Step::nextLevel).orElse(Role.DIRECTOR.name());
        return seating.first(List.of(step, Role.DIRECTOR.name(), Role.ADMIN.name()), approval.region())
                .orElseGet(staff::fallbackOwner);
    }
}
