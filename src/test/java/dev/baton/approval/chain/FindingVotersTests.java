package dev.baton.approval.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalSeat;
import dev.baton.approval.vote.ApprovalFixtures;
import dev.baton.approval.vote.CastingVote;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.DisablingPerson;
import dev.baton.staff.people.RecordingAbsence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Who gets a place in a step, and who takes the place of whom. */
@BatonTest
@Import(ApprovalFixtures.class)
class FindingVotersTests {

    @Autowired
    FindingVoters seating;

    @Autowired
    ApprovalFixtures approvals;

    @Autowired
    CastingVote casting;

    @Autowired
    StaffOnFile staff;

    @Autowired
    RecordingAbsence absence;

    @Autowired
    DisablingPerson disabling;

    private Caller admin;

    @BeforeEach
    void people() {
        staff.director();
        var person = staff.admin();
        admin = new Caller(person.id(), person.name(), person.roles(), null);
    }

    @Test
    @DisplayName("Somebody who has left has a colleague of the role in the place, with the reason")
    void left() {
        var leaver = staff.person(null, Role.LEGAL);
        staff.person(null, Role.LEGAL);
        disabling.disable(admin, leaver.id());
        var place = seat("person:" + leaver.login());
        assertThat(place.person()).isNotEqualTo(leaver.id());
        assertThat(place.insteadOf()).isEqualTo(leaver.id());
        assertThat(place.insteadOfName()).isEqualTo(leaver.name());
        assertThat(place.because()).isEqualTo(FindingVoters.LEFT);
    }

    @Test
    @DisplayName("Somebody who is absent has a colleague of the role in the place, with the reason")
    void absent() {
        var away = staff.person(null, Role.FINANCE);
        staff.person(null, Role.FINANCE);
        absence.record(
                admin, away.id(), Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(3)));
        var place = seat("person:" + away.login());
        assertThat(place.person()).isNotEqualTo(away.id());
        assertThat(place.insteadOfName()).isEqualTo(away.name());
        assertThat(place.because()).isEqualTo(FindingVoters.ABSENT);
    }

    @Test
    @DisplayName("Whoever asked for it, or owns it, does not approve it")
    void requester() {
        var manager = staff.supervisor("east");
        var place = seating.seat(List.of("person:" + manager.login()), Chain.ALL, "east", Set.of(manager.id()))
                .places()
                .getFirst();
        assertThat(place.person()).isNotEqualTo(manager.id());
        assertThat(place.because()).isEqualTo(FindingVoters.REQUESTER);
    }

    @Test
    @DisplayName("Whoever appears twice has one place and one vote")
    void twice() {
        var both = staff.person(null, Role.FINANCE, Role.LEGAL);
        var seated = seating.seat(
                List.of("person:" + both.login(), "FINANCE", "LEGAL", "person:" + both.login()),
                Chain.ALL,
                "east",
                Set.of());
        assertThat(seated.places())
                .extracting(FindingVoters.Place::person)
                .doesNotHaveDuplicates()
                .contains(both.id());
    }

    @Test
    @DisplayName("A name that nobody has leads to a director, and says so")
    void nobody() {
        var place = seat("person:no-such-login");
        assertThat(place.because()).isEqualTo(FindingVoters.NOBODY);
        assertThat(place.insteadOfName()).isEqualTo("no-such-login");
    }

    @Test
    @DisplayName("Of several equals the absent ones are left out as long as enough are there")
    void enough() {
        var away = staff.person(null, Role.LEGAL);
        staff.person(null, Role.LEGAL);
        absence.record(
                admin, away.id(), Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(3)));
        var seated = seating.seat(List.of("LEGAL"), 1, "east", Set.of());
        assertThat(seated.places()).extracting(FindingVoters.Place::person).doesNotContain(away.id());
        assertThat(seated.places()).extracting(FindingVoters.Place::because).containsOnlyNulls();
    }

    @Test
    @DisplayName("More approvals than there are people: all of them, and it shows")
    void fewer() {
        var one = staff.person(null, Role.LEGAL);
        var seated = seating.seat(List.of("person:" + one.login()), 3, "east", Set.of());
        assertThat(seated.needed()).isEqualTo(1);
        assertThat(seated.notices()).contains(Chain.FEWER_APPROVERS);
    }

    @Test
    @DisplayName("An approver who leaves while the vote is awaited gives the place to somebody else")
    void leavesMeanwhile() {
        var rep = staff.rep("east");
        var leaver = staff.supervisor("east");
        var approval = approvals.open(ApprovalFixtures.asked(ApprovalKind.QUOTE, UUID.randomUUID(), rep, "1000"));
        var before = approval.openStep().orElseThrow().seats().size();
        disabling.disable(admin, leaver.id());
        var seats = approvals.read(approval).openStep().orElseThrow().seats();
        assertThat(seats).extracting(ApprovalSeat::person).doesNotContain(leaver.id());
        assertThat(seats).hasSize(before);
        assertThat(seats).anySatisfy(seat -> {
            assertThat(seat.insteadOf()).isEqualTo(leaver.name());
            assertThat(seat.because()).isEqualTo(FindingVoters.LEFT);
        });
    }

    @Test
    @DisplayName("Whoever is absent when a later step opens is replaced then")
    void absentLater() {
        var rep = staff.rep("east");
        var manager = staff.supervisor("east");
        var finance = staff.person(null, Role.FINANCE);
        staff.person(null, Role.LEGAL);
        var approval = approvals.open(ApprovalFixtures.asked(ApprovalKind.CONTRACT, UUID.randomUUID(), rep, "60000"));
        absence.record(
                admin,
                finance.id(),
                Instant.now().minusSeconds(60),
                Instant.now().plus(Duration.ofDays(3)));
        casting.cast(approval.id(), manager.id(), Approval.APPROVE, null);
        approvals.call(approval);
        var open = approvals.read(approval).openStep().orElseThrow();
        assertThat(open.key()).isEqualTo("finance");
        assertThat(open.seats()).extracting(ApprovalSeat::person).doesNotContain(finance.id());
    }

    private FindingVoters.Place seat(String who) {
        return seating.seat(List.of(who), Chain.ALL, "east", Set.of()).places().getFirst();
    }
}
