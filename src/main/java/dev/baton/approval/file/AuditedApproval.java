package dev.baton.approval.file;

import dev.baton.audit.AuditTrail;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes what happened to an approval into the audit trail (AC-04, SW-08). */
@Component
class AuditedApproval {

    static final String KIND = "approval";

    private final AuditTrail audit;
    private final Staff staff;

    AuditedApproval(AuditTrail audit, Staff staff) {
        this.audit = audit;
        this.staff = staff;
    }

    @EventListener
    void on(ApprovalEvent event) {
        switch (event) {
            case ApprovalEvent.Opened it -> record(it, "opened", it.approval().requestedBy(), Map.of(), opened(it));
            case ApprovalEvent.Voted it ->
                record(it, "voted", it.seat().person(), Map.of(), voted(it.step(), it.seat()));
            case ApprovalEvent.Reseated it ->
                record(
                        it,
                        "reseated",
                        null,
                        Map.of("person", it.name()),
                        Map.of(
                                "person",
                                it.seat().name(),
                                "reason",
                                String.valueOf(it.seat().because())));
            case ApprovalEvent.Decided it -> record(it, "decided", null, open(), outcome(it.approval()));
            case ApprovalEvent.Withdrawn it -> record(it, "withdrawn", it.by(), open(), outcome(it.approval()));
            case ApprovalEvent.Asked it ->
                record(
                        it,
                        "asked",
                        it.question().askedBy(),
                        Map.of(),
                        Map.of(
                                "askedTo",
                                name(it.question().askedTo()),
                                "text",
                                it.question().text()));
            case ApprovalEvent.Answered it ->
                record(
                        it,
                        "answered",
                        it.question().askedTo(),
                        Map.of(),
                        Map.of(
                                "text",
                                it.question().text(),
                                "answer",
                                String.valueOf(it.question().answer())));
            case ApprovalEvent.QuestionDropped it ->
                record(
                        it,
                        "question-dropped",
                        null,
                        Map.of(
                                "askedTo",
                                name(it.question().askedTo()),
                                "text",
                                it.question().text()),
                        Map.of());
            case ApprovalEvent.Called it ->
                record(
                        it,
                        "called",
                        null,
                        Map.of(),
                        Map.of(
                                "call",
                                it.call().kind().name(),
                                "party",
                                it.call().party(),
                                "person",
                                name(it.call().person())));
            case ApprovalEvent.CallAnswered it ->
                record(
                        it,
                        "call-answered",
                        it.call().answeredBy(),
                        Map.of(),
                        Map.of(
                                "call",
                                it.call().kind().name(),
                                "party",
                                it.call().party(),
                                "answer",
                                String.valueOf(it.call().answer())));
            case ApprovalEvent.VoteWanted ignored -> {
                // Asking is no decision: whoever was asked stands in the approval itself.
            }
            case ApprovalEvent.Nudged ignored -> {
                // A reminder is no decision either.
            }
        }
    }

    private static Map<String, Object> opened(ApprovalEvent.Opened event) {
        var approval = event.approval();
        var approvers = new LinkedHashMap<String, Object>();
        approval.steps()
                .forEach(step -> approvers.put(
                        step.key(),
                        step.seats().stream().map(ApprovalSeat::name).toList()));
        return Map.of(
                "amount",
                approval.currency() + " " + approval.amount().toPlainString(),
                "approvers",
                approvers,
                "notices",
                approval.notices());
    }

    private static Map<String, Object> voted(ApprovalStep step, ApprovalSeat seat) {
        var said = new HashMap<String, Object>();
        said.put("step", step.key());
        said.put("vote", String.valueOf(seat.vote()));
        if (seat.comment() != null) {
            said.put("comment", seat.comment());
        }
        return said;
    }

    private static Map<String, Object> open() {
        return Map.of("outcome", ApprovalsOfDeal.Outcome.OPEN.name());
    }

    private static Map<String, Object> outcome(Approval approval) {
        var outcome = approval.outcome().name();
        return approval.reason() == null
                ? Map.of("outcome", outcome)
                : Map.of("outcome", outcome, "reason", approval.reason());
    }

    /** @param by absent where the process acted */
    private void record(
            ApprovalEvent event, String what, @Nullable PersonId by, Map<String, ?> before, Map<String, ?> after) {
        var approval = event.approval();
        audit.record(new AuditTrail.Entry(
                KIND,
                approval.id(),
                "approval." + what,
                by,
                by == null ? "process" : name(by),
                before,
                after,
                approval.region(),
                approval.owner()));
    }

    private String name(PersonId person) {
        return staff.find(person).map(Person::name).orElse("?");
    }
}
