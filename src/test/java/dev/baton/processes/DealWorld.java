package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.approval.AnsweringApproval;
import dev.baton.approval.ShowingApproval;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.evidence.Papers;
import dev.baton.evidence.inspection.FileType;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.web.servlet.MockMvc;

/** What tests of a deal's whole life need: the people of a house, and how a rep takes a deal through its gates. */
@TestComponent
record DealWorld(
        RealWorkers real,
        MockMvc mvc,
        StaffOnFile staff,
        Staff people,
        OpeningDeal opening,
        MovingDeal moving,
        WorkingOnGate working,
        ShowingDeal showing,
        ApprovalsOfDeal approvals,
        ShowingApproval showingApproval,
        AnsweringApproval answering) {

    /** A rep, and everybody who has a voice in their deals. */
    Person repAmongApprovers() {
        var rep = staff.rep("east");
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
        return rep;
    }

    ApprovalsBench approvalsBench() {
        return new ApprovalsBench(real, approvals, showingApproval, answering, people);
    }

    DealId open(String name, Instant now, Caller by) {
        return opening.open(
                new NewDeal(
                        null,
                        name,
                        "客户公司",
                        "enterprise",
                        null,
                        new BigDecimal("120000"),
                        "CNY",
                        null,
                        LocalDate.ofInstant(now.plus(Duration.ofDays(90)), ZoneOffset.UTC),
                        "standard"),
                by);
    }

    void advance(DealId deal, Caller by) {
        moving.move(deal, MoveRequest.toAdvance("条件齐了", null), by);
    }

    /** Hands in every file that the stage wants, says what is to be said, and does what is to be done. */
    void satisfyGate(DealId deal, Person rep) throws Exception {
        var desk = new DealDesk(mvc, rep, deal);
        var caller = ApprovalsBench.caller(rep);
        var look = showing.show(deal).look();
        for (var proof : look.evidence()) {
            if (proof.proof().required() && !proof.there()) {
                var kind = proof.proof().kind();
                var pdf = proof.proof().types().contains(FileType.PDF);
                var text = "Total: CNY 120,000.00 (" + kind + ")";
                assertThat(desk.upload(
                                        look.stage().key(),
                                        kind,
                                        kind + (pdf ? ".pdf" : ".txt"),
                                        pdf ? Papers.pdf(text) : text.getBytes(StandardCharsets.UTF_8))
                                .getStatus())
                        .isEqualTo(201);
            }
        }
        for (var condition : look.conditions()) {
            if (condition.condition().evidence().isEmpty() && !condition.met()) {
                working.confirm(deal, condition.condition().code(), true, null, caller);
            }
        }
        for (var action : look.actions()) {
            if (action.action().required() && action.doneAt() == null) {
                working.done(deal, action.action().key(), caller);
            }
        }
    }
}
