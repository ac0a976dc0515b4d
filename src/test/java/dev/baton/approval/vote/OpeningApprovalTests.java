package dev.baton.approval.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.baton.BatonTest;
import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.ChainTables;
import dev.baton.approval.chain.ChainWithoutRows;
import dev.baton.approval.chain.ChoosingChain;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalStep;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.Deadlines;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.greenchannel.Purpose;
import dev.baton.shared.BusinessCalendar;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What an approval is opened with when the tables or a green channel say something unusual. */
@BatonTest
class OpeningApprovalTests {

    private static final AtomicLong INSTANCES = new AtomicLong(8_000_000_000_000L);

    @Autowired
    Approvals file;

    @Autowired
    AwaitedApprovals awaited;

    @Autowired
    ChoosingChain choosing;

    @Autowired
    ChainTables tables;

    @Autowired
    FindingVoters seating;

    @Autowired
    TimeLimits limits;

    @Autowired
    Deadlines deadlines;

    @Autowired
    CallingApprovers calling;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    MessageSource messages;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    StaffOnFile staff;

    private final GreenChannels greenChannels = mock();
    private Person rep;

    @BeforeEach
    void people() {
        rep = staff.rep("east");
        staff.supervisor("east");
        staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        staff.director();
    }

    @Test
    @DisplayName(
            "A chain that comes out empty is not approved: the sales director is asked, and the approval says why (SW-10)")
    void emptyChain() {
        var approval = open(
                ChainWithoutRows.of(tables, calendar, messages),
                ApprovalFixtures.asked(ApprovalKind.QUOTE, UUID.randomUUID(), rep, "1"));
        assertThat(transaction.<Boolean>execute(
                        status -> calling.call(approval.instance()).decided()))
                .isFalse();
        var read = file.find(approval.id()).orElseThrow();
        assertThat(read.outcome()).isEqualTo(ApprovalsOfDeal.Outcome.OPEN);
        assertThat(read.notices()).containsExactly("EMPTY_CHAIN");
        assertThat(read.steps()).singleElement().satisfies(step -> {
            assertThat(step.key()).isEqualTo("fallback");
            assertThat(step.seats()).allMatch(seat -> seat.group().equals("director"));
        });
    }

    @Test
    @DisplayName("A green channel leaves out exactly the steps that it names, and is used up by it (SW-09)")
    void greenChannel() {
        var deal = UUID.randomUUID();
        var grant = grant("legal", "no-such-step");
        var other = grant("no-such-step");
        when(greenChannels.skips(eq(deal), any())).thenReturn(List.of(grant, other));
        when(greenChannels.use(any())).thenReturn(true);
        var approval = open(choosing, ApprovalFixtures.asked(ApprovalKind.CONTRACT, deal, rep, "60000"));
        assertThat(approval.steps())
                .extracting(ApprovalStep::key, ApprovalStep::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sales-manager", ApprovalsOfDeal.StepState.WAITING),
                        org.assertj.core.groups.Tuple.tuple("finance", ApprovalsOfDeal.StepState.WAITING),
                        org.assertj.core.groups.Tuple.tuple("legal", ApprovalsOfDeal.StepState.SKIPPED));
        assertThat(approval.notices()).containsExactly("STEPS_SKIPPED");
        verify(greenChannels).use(grant.id());
        verify(greenChannels, never()).use(other.id());
    }

    @Test
    @DisplayName("A grant that has been used meanwhile leaves nothing out")
    void usedMeanwhile() {
        var deal = UUID.randomUUID();
        when(greenChannels.skips(eq(deal), any())).thenReturn(List.of(grant("legal")));
        when(greenChannels.use(any())).thenReturn(false);
        assertThat(open(choosing, ApprovalFixtures.asked(ApprovalKind.CONTRACT, deal, rep, "60000"))
                        .steps())
                .extracting(ApprovalStep::state)
                .containsOnly(ApprovalsOfDeal.StepState.WAITING);
    }

    private static GreenChannels.Grant grant(String... steps) {
        return new GreenChannels.Grant(
                UUID.randomUUID(),
                Purpose.SKIP_APPROVAL,
                null,
                null,
                List.of(steps),
                new PersonId(UUID.randomUUID()),
                Instant.now());
    }

    private Approval open(ChoosingChain chain, AwaitedApprovals.Awaited asked) {
        var opening = new OpeningApproval(file, awaited, chain, seating, limits, deadlines, greenChannels, clock);
        var instance = INSTANCES.incrementAndGet();
        transaction.executeWithoutResult(status -> opening.open(asked, instance));
        return file.ofInstance(instance).orElseThrow();
    }
}
