package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One approval on file, as it was read: what it is about, its steps, and who has a voice in them. */
public record Approval(
        UUID id,
        long instance,
        ApprovalKind kind,
        UUID dealId,
        String dealName,
        @Nullable UUID contractId,
        String title,
        PersonId owner,
        @Nullable String region,
        PersonId requestedBy,
        BigDecimal amount,
        String currency,
        BigDecimal discount,
        @Nullable String contractType,
        ApprovalsOfDeal.Outcome outcome,
        Instant openedAt,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        List<String> notices,
        @Nullable Instant overdueAt,
        int legalRound,
        List<Step> steps) {

    public static final String APPROVE = "approve";
    public static final String DECLINE = "decline";

    /** @param needed how many of the seats have to approve */
    public record Step(
            UUID id,
            int no,
            String key,
            String nameZh,
            String nameEn,
            boolean inOrder,
            int needed,
            double hours,
            String nextLevel,
            boolean legal,
            ApprovalsOfDeal.StepState state,
            @Nullable Instant openedAt,
            @Nullable Instant dueAt,
            List<Seat> seats) {

        public String name(Locale language) {
            return language.getLanguage().equals("en") ? nameEn : nameZh;
        }

        public Optional<Seat> seatOf(PersonId person) {
            return seats.stream().filter(seat -> seat.person().equals(person)).findFirst();
        }

        public List<Seat> awaited() {
            return seats.stream().filter(seat -> seat.vote() == null).toList();
        }

        /** Whose turn it is: everybody who has not voted, or in an ordered step the first of them. */
        public List<Seat> turn() {
            var awaited = awaited();
            return inOrder && !awaited.isEmpty() ? awaited.subList(0, 1) : awaited;
        }

        /** What the votes on file say, whatever state the process has written so far. */
        public ApprovalsOfDeal.StepState ballot() {
            var approved = count(APPROVE);
            var declined = count(DECLINE);
            if (approved >= needed) {
                return ApprovalsOfDeal.StepState.APPROVED;
            }
            return declined > seats.size() - needed
                    ? ApprovalsOfDeal.StepState.DECLINED
                    : ApprovalsOfDeal.StepState.OPEN;
        }

        private long count(String vote) {
            return seats.stream().filter(seat -> vote.equals(seat.vote())).count();
        }
    }

    public record Seat(
            UUID id,
            int no,
            PersonId person,
            String name,
            String group,
            @Nullable String insteadOf,
            @Nullable String because,
            @Nullable Instant calledAt,
            @Nullable String vote,
            @Nullable String comment,
            @Nullable Instant votedAt) {}

    public static Set<PersonId> people(Collection<Seat> seats) {
        var people = new LinkedHashSet<PersonId>();
        seats.forEach(seat -> people.add(seat.person()));
        return people;
    }

    public boolean open() {
        return outcome == ApprovalsOfDeal.Outcome.OPEN;
    }

    public Optional<Step> openStep() {
        return steps.stream()
                .filter(step -> step.state() == ApprovalsOfDeal.StepState.OPEN)
                .findFirst();
    }

    public Optional<Step> step(int no) {
        return steps.stream().filter(step -> step.no() == no).findFirst();
    }

    public Optional<Step> stepOfSeat(String seat) {
        return steps.stream()
                .filter(step -> step.seats().stream()
                        .anyMatch(one -> one.id().toString().equals(seat)))
                .findFirst();
    }

    public boolean hasVoice(PersonId person) {
        return steps.stream().anyMatch(step -> step.seatOf(person).isPresent());
    }

    /** When something last happened to it: a step was opened, somebody voted. */
    public Instant movedAt() {
        return steps.stream()
                .flatMap(step -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.ofNullable(step.openedAt()),
                        step.seats().stream().map(Seat::votedAt).filter(at -> at != null)))
                .max(Comparator.naturalOrder())
                .orElse(openedAt);
    }
}
