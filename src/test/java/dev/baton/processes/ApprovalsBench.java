package dev.baton.processes;

import dev.baton.approval.AnsweringApproval;
import dev.baton.approval.ShowingApproval;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people in an approval, as tests of processes need them. */
record ApprovalsBench(
        RealWorkers real,
        ApprovalsOfDeal approvals,
        ShowingApproval showing,
        AnsweringApproval answering,
        Staff staff) {

    /** What the calling deal hands over. */
    static Map<String, Object> asked(UUID deal, Person owner, String amount) {
        var asked = new HashMap<String, Object>();
        asked.put("dealId", deal.toString());
        asked.put("dealName", "华东机械的商机");
        asked.put("ownerId", owner.id().toString());
        asked.put("region", owner.region());
        asked.put("customerType", "enterprise");
        asked.put("amount", new java.math.BigDecimal(amount));
        asked.put("currency", "CNY");
        asked.put("discount", 0);
        asked.put("contractType", null);
        asked.put("variant", "standard");
        asked.put("requestedBy", owner.id().toString());
        return asked;
    }

    ApprovalsOfDeal.View of(UUID deal) {
        return approvals.of(deal).getFirst();
    }

    ShowingApproval.Shown shown(UUID deal) {
        var view = of(deal);
        return showing.one(caller(firstSeat(deal)), view.id(), Locale.ENGLISH);
    }

    ApprovalsOfDeal.StepView openStep(UUID deal) {
        return of(deal).steps().stream()
                .filter(step -> step.state() == ApprovalsOfDeal.StepState.OPEN)
                .findFirst()
                .orElseThrow();
    }

    Person firstSeat(UUID deal) {
        return person(of(deal).steps().getFirst().seats().getFirst().person());
    }

    /** Somebody whose vote is awaited now. */
    Person awaited(UUID deal) {
        return person(openStep(deal).seats().stream()
                .filter(seat -> seat.vote() == null)
                .findFirst()
                .orElseThrow()
                .person());
    }

    void vote(UUID deal, Person person, String vote, @Nullable String comment) {
        answering.vote(caller(person), of(deal).id(), vote, comment);
        real.flow();
    }

    /** As many votes as the open step needs. */
    void approveStep(UUID deal) {
        var step = openStep(deal);
        for (var seat : List.copyOf(step.seats()).subList(0, step.needed())) {
            vote(deal, person(seat.person()), "approve", null);
        }
    }

    Person person(PersonId id) {
        return staff.find(id).orElseThrow();
    }

    static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
