package dev.baton.approval.escalation;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.ChainTables;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalCall;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import dev.baton.engine.DeadlineAction;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Calls somebody to a contract that waits: each party once, whoever notices it. */
@Component
class CallingParty {

    private final Approvals file;
    private final ChainTables tables;
    private final FindingVoters seating;
    private final TimeLimits limits;
    private final Staff staff;
    private final Clock clock;

    CallingParty(
            Approvals file, ChainTables tables, FindingVoters seating, TimeLimits limits, Staff staff, Clock clock) {
        this.file = file;
        this.tables = tables;
        this.seating = seating;
        this.limits = limits;
        this.staff = staff;
        this.clock = clock;
    }

    /** Whoever the table {@code approval-calls} names for the party. */
    ApprovalCall call(Approval approval, CallKind why, String party, TimeLimits.Limit limit) {
        return call(approval, why, party, named(party, approval), limits.due(limit, clock.instant()));
    }

    ApprovalCall call(Approval approval, CallKind why, String party, Person person, Instant due) {
        var group = person.roles().stream()
                .sorted()
                .findFirst()
                .map(role -> FindingVoters.groupOf(role, approval.region()))
                .orElse("director");
        var now = clock.instant();
        approval.call(why, party, person.id(), group, now, due);
        // Saving copies a new call: only the copy on file remembers what happens to it next.
        return file.save(approval).call(why, party, person.id(), group, now, due);
    }

    /** The step that gives the task, while somebody has been called and has none: the timer before it did not act. */
    Optional<DeadlineAction.Behind> behind(UUID approval, CallKind why, String step) {
        return file.find(approval)
                .filter(Approval::open)
                .filter(open -> file.calls(approval).stream().anyMatch(call -> call.kind() == why && !call.hasTask()))
                .map(open -> new DeadlineAction.Behind(open.instance(), step));
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
        var step = approval.openStep().map(ApprovalStep::nextLevel).orElse(Role.DIRECTOR.name());
        return seating.first(List.of(step, Role.DIRECTOR.name(), Role.ADMIN.name()), approval.region())
                .orElseGet(staff::fallbackOwner);
    }
}
