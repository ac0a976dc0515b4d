package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.Chain;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.shared.Ids;
import dev.baton.shared.Money;
import dev.baton.shared.Refusal;
import dev.baton.shared.StoredRecord;
import dev.baton.staff.PersonId;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What has to be agreed once: what it is about, who has a voice in which step, what they said, asked and were called for.
 * Its verbs refuse what its state does not allow and tell what happened as {@link ApprovalEvent}s, which are heard when it
 * is saved. It is changed under a row lock only.
 */
@Entity
@Table(name = "approval")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are written here and read by queries only
public class Approval extends StoredRecord<Approval, UUID> {

    public static final String APPROVE = "approve";
    public static final String DECLINE = "decline";

    /** A page of approvals reads its steps, its seats, its questions and its calls in one statement each. */
    static final int AT_ONCE = 200;

    @Id
    private UUID id;

    private long processInstanceKey;

    @Enumerated(EnumType.STRING)
    private ApprovalKind kind;

    private UUID dealId;
    private String dealName;
    private @Nullable UUID contractId;
    private String title;
    private UUID ownerId;
    private @Nullable String region;
    private UUID requestedBy;
    private BigDecimal amount;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 3)
    private String currency;

    private BigDecimal discount;
    private @Nullable String contractType;
    private @Nullable String customerType;

    @Enumerated(EnumType.STRING)
    private ApprovalsOfDeal.Outcome outcome;

    private Instant openedAt;
    private @Nullable Instant decidedAt;
    private @Nullable UUID decidedBy;
    private @Nullable String reason;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> notices;

    private int tableVersion;
    private @Nullable Instant overdueAt;
    private int legalRound;

    /** Whoever has read it before it was locked does not overwrite what was decided in between. */
    @Version
    private long version;

    @OneToMany(
            mappedBy = "approval",
            cascade = {CascadeType.PERSIST, CascadeType.MERGE},
            fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = AT_ONCE)
    @OrderBy("no")
    private List<ApprovalStep> steps = new ArrayList<>();

    @OneToMany(
            mappedBy = "approval",
            cascade = {CascadeType.PERSIST, CascadeType.MERGE})
    @BatchSize(size = AT_ONCE)
    @OrderBy("askedAt, id")
    private List<ApprovalQuestion> questions = new ArrayList<>();

    @OneToMany(
            mappedBy = "approval",
            cascade = {CascadeType.PERSIST, CascadeType.MERGE})
    @BatchSize(size = AT_ONCE)
    @OrderBy("calledAt, id")
    private List<ApprovalCall> calls = new ArrayList<>();

    /** For JPA. */
    @SuppressWarnings("NullAway.Init") // JPA fills the fields after that
    protected Approval() {}

    /**
     * What it is about, and the facts that it is bound to.
     *
     * @param title what people read in place of its id
     * @param discount as a fraction, from 0 on and below 1
     * @param overdueAt when it has taken too long; null where it has no limit of its own
     */
    public record Matter(
            ApprovalKind kind,
            DealTerms deal,
            @Nullable UUID contractId,
            String title,
            PersonId requestedBy,
            Money money,
            BigDecimal discount,
            @Nullable String contractType,
            @Nullable String customerType,
            @Nullable Instant overdueAt) {}

    private Approval(long instance, Matter matter, Collection<String> notices, int tableVersion, Instant now) {
        this.id = Ids.next();
        this.processInstanceKey = instance;
        this.kind = matter.kind();
        this.dealId = matter.deal().dealId();
        this.dealName = matter.deal().dealName();
        this.contractId = matter.contractId();
        this.title = matter.title();
        this.ownerId = matter.deal().ownerId().value();
        this.region = matter.deal().region();
        this.requestedBy = matter.requestedBy().value();
        this.amount = matter.money().amount();
        this.currency = matter.money().currency().getCurrencyCode();
        this.discount = matter.discount();
        this.contractType = matter.contractType();
        this.customerType = matter.customerType();
        this.outcome = ApprovalsOfDeal.Outcome.OPEN;
        this.openedAt = now;
        this.notices = List.copyOf(notices);
        this.tableVersion = tableVersion;
        this.overdueAt = matter.overdueAt();
    }

    /**
     * Opened, with the chain as it was chosen.
     *
     * @param planned its steps in their order, with whoever has a place in each
     */
    public static Approval open(
            long instance,
            Matter matter,
            List<ApprovalStep.Plan> planned,
            Collection<String> notices,
            int tableVersion,
            Instant now) {
        var approval = new Approval(instance, matter, notices, tableVersion, now);
        for (var plan : planned) {
            approval.steps.add(new ApprovalStep(approval, approval.steps.size() + 1, plan));
        }
        approval.registerEvent(new ApprovalEvent.Opened(approval));
        return approval;
    }

    /** The next step begins: those whose turn it is are asked. */
    public ApprovalStep begin(int no, Instant now, Instant due) {
        mustBeOpen();
        var step = step(no).orElseThrow();
        step.begin(now, due);
        return step;
    }

    /** Asks those whose turn it is and who have not been asked. */
    public List<ApprovalSeat> callTurn(ApprovalStep step, Instant now) {
        mustBeOpen();
        var turn = step.turn();
        turn.stream()
                .filter(seat -> seat.call(now))
                .forEach(seat -> registerEvent(new ApprovalEvent.VoteWanted(this, step, seat)));
        return turn;
    }

    /**
     * Puts somebody's vote on file: once, in one's turn, and not after the decision.
     *
     * @throws Refusal a conflict where the voter has no voice, has used it, comes too early or after the decision, or
     *     approves over an own open question without a word
     */
    public void vote(PersonId by, String vote, @Nullable String comment, Instant now) {
        if (!hasVoice(by)) {
            throw Refusal.conflict("not-a-voter", Map.of());
        }
        var step = openStep().filter(one -> one.seatOf(by).isPresent()).orElse(null);
        if (step != null && step.seatOf(by).orElseThrow().vote() != null) {
            throw Refusal.conflict("already-voted", Map.of());
        }
        if (!open() || (step != null && step.ballot() != ApprovalsOfDeal.StepState.OPEN)) {
            throw Refusal.conflict(
                    "approval-decided",
                    Map.of("outcome", open() && step != null ? step.ballot().name() : outcome.name()));
        }
        if (step == null) {
            throw outOfTurn(by);
        }
        var seat = step.seatOf(by).orElseThrow();
        if (!step.turn().contains(seat)) {
            throw Refusal.conflict("not-your-turn", Map.of());
        }
        if (vote.equals(APPROVE)
                && comment == null
                && openQuestions().anyMatch(one -> one.askedBy().equals(by))) {
            throw Refusal.conflict("own-question-open", Map.of());
        }
        seat.vote(vote, comment, now);
        registerEvent(new ApprovalEvent.Voted(this, step, seat));
    }

    /** The voter's step is over, or its time has not come. */
    private Refusal outOfTurn(PersonId by) {
        var own = steps.stream().filter(step -> step.seatOf(by).isPresent()).toList();
        if (own.stream().anyMatch(step -> step.state() == ApprovalsOfDeal.StepState.WAITING)) {
            return Refusal.conflict("not-your-turn", Map.of());
        }
        if (own.stream().anyMatch(step -> step.seatOf(by).orElseThrow().vote() != null)) {
            return Refusal.conflict("already-voted", Map.of());
        }
        return Refusal.conflict(
                "approval-decided", Map.of("outcome", own.getLast().state().name()));
    }

    /** Somebody else takes a place in which nobody has voted yet. */
    public void reseat(ApprovalStep step, ApprovalSeat seat, FindingVoters.Place place) {
        mustBeOpen();
        var before = seat.person();
        var name = seat.name();
        seat.give(place);
        registerEvent(new ApprovalEvent.Reseated(this, step, seat, before, name));
        if (step.state() == ApprovalsOfDeal.StepState.OPEN) {
            registerEvent(new ApproverReplaced(dealId, kind, name, seat.name(), String.valueOf(seat.because())));
        }
    }

    /** A place that nobody can take is given up; as many have to approve as are left at most. */
    public void drop(ApprovalStep step, ApprovalSeat seat) {
        mustBeOpen();
        step.drop(seat);
        notice(Chain.PLACE_DROPPED);
    }

    /** Ends the open step as the votes on file say. */
    public void endStep(ApprovalStep step, Instant now) {
        step.end(step.ballot(), now);
    }

    /** The last step has approved. */
    public void approve(Instant now) {
        decide(ApprovalsOfDeal.Outcome.APPROVED, null, null, now);
        registerEvent(new ApprovalEvent.Decided(this));
    }

    /** A step has declined; the reason is what those who did have said. */
    public void decline(ApprovalStep step, Instant now) {
        var declining = step.seats().stream()
                .filter(seat -> DECLINE.equals(seat.vote()))
                .toList();
        decide(
                ApprovalsOfDeal.Outcome.DECLINED,
                declining.stream().map(ApprovalSeat::person).findFirst().orElse(null),
                declining.stream()
                        .map(seat -> seat.name() + "：" + seat.comment())
                        .collect(Collectors.joining("\n")),
                now);
        registerEvent(new ApprovalEvent.Decided(this));
    }

    /**
     * Calls it off.
     *
     * @return false where it had been decided before: then nothing has changed
     */
    public boolean withdraw(@Nullable PersonId by, @Nullable String because, Instant now) {
        if (!open()) {
            return false;
        }
        decide(ApprovalsOfDeal.Outcome.WITHDRAWN, by, because, now);
        registerEvent(new ApprovalEvent.Withdrawn(this, by));
        return true;
    }

    private void decide(ApprovalsOfDeal.Outcome as, @Nullable PersonId by, @Nullable String because, Instant now) {
        mustBeOpen();
        outcome = as;
        decidedBy = by == null ? null : by.value();
        reason = because;
        decidedAt = now;
        openQuestions().forEach(question -> registerEvent(new ApprovalEvent.QuestionDropped(this, question)));
    }

    /** A code of what was not as the tables say; each once. */
    public void notice(String code) {
        if (!notices.contains(code)) {
            notices = Stream.concat(notices.stream(), Stream.of(code)).toList();
        }
    }

    /** Legal is looked at once more. */
    public int nextLegalRound() {
        return ++legalRound;
    }

    /** Asks a colleague, who gets a task; the vote can wait for the answer (SW-14). */
    public ApprovalQuestion ask(
            PersonId by, PersonId to, String nameOfColleague, String text, Instant now, Instant due) {
        if (!open()) {
            throw Refusal.conflict("approval-decided", Map.of("outcome", outcome.name()));
        }
        if (kind != ApprovalKind.CONTRACT) {
            throw Refusal.conflict("question-not-here", Map.of());
        }
        if (!hasVoice(by)) {
            throw Refusal.conflict("not-a-voter", Map.of());
        }
        if (openQuestions().anyMatch(one -> one.askedTo().equals(to))) {
            throw Refusal.conflict("question-open", Map.of("name", nameOfColleague));
        }
        var question = new ApprovalQuestion(this, by, to, text, now, due);
        questions.add(question);
        registerEvent(new ApprovalEvent.Asked(this, question));
        return question;
    }

    public void answer(UUID questionId, PersonId by, String text, Instant now) {
        var question = questions.stream()
                .filter(one -> one.id().equals(questionId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("question-not-found"));
        if (!question.askedTo().equals(by)) {
            throw Refusal.forbidden("not-allowed");
        }
        question.answer(text, now);
        registerEvent(new ApprovalEvent.Answered(this, question));
    }

    /** Reminds whoever was asked; nobody is reminded of what is answered, decided or has been nudged before. */
    public void nudge(UUID questionId, Instant now) {
        openQuestions()
                .filter(one -> open() && one.id().equals(questionId) && one.nudge(now))
                .forEach(one -> registerEvent(new ApprovalEvent.Nudged(this, one)));
    }

    /** Calls somebody because it took too long; whoever of the party was called first stays. */
    public ApprovalCall call(CallKind why, String party, PersonId person, String group, Instant now, Instant due) {
        var known = calls.stream()
                .filter(one -> one.kind() == why && one.party().equals(party))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        var call = new ApprovalCall(this, why, party, person, group, now, due);
        calls.add(call);
        registerEvent(new ApprovalEvent.Called(this, call));
        return call;
    }

    /**
     * Keeps what was done about a call. The task may have gone to somebody else with the deal: then theirs is the one that
     * is left.
     */
    public void answerCall(CallKind why, PersonId by, String note, Instant now) {
        var open = calls.stream()
                .filter(call -> call.kind() == why && call.answeredAt() == null)
                .toList();
        var call = open.stream()
                .filter(one -> one.person().equals(by))
                .findFirst()
                .or(() -> open.stream().findFirst())
                .orElseThrow(() -> Refusal.conflict("question-answered", Map.of()));
        call.answer(note, by, now);
        registerEvent(new ApprovalEvent.CallAnswered(this, call));
    }

    private Stream<ApprovalQuestion> openQuestions() {
        return questions.stream().filter(one -> one.answer() == null);
    }

    private void mustBeOpen() {
        if (!open()) {
            throw new IllegalStateException("approval " + id + " is over: " + outcome);
        }
    }

    public boolean open() {
        return outcome == ApprovalsOfDeal.Outcome.OPEN;
    }

    public Optional<ApprovalStep> openStep() {
        return steps.stream()
                .filter(step -> step.state() == ApprovalsOfDeal.StepState.OPEN)
                .findFirst();
    }

    public Optional<ApprovalStep> step(int no) {
        return steps.stream().filter(step -> step.no() == no).findFirst();
    }

    public Optional<ApprovalStep> stepOfSeat(String seat) {
        return steps.stream()
                .filter(step -> step.seats().stream()
                        .anyMatch(one -> one.id().toString().equals(seat)))
                .findFirst();
    }

    public boolean hasVoice(PersonId person) {
        return steps.stream().anyMatch(step -> step.seatOf(person).isPresent());
    }

    /** Who has a voice, and who had one until somebody took the place: both may read it. */
    public boolean concerns(PersonId person) {
        return hasVoice(person)
                || steps.stream().anyMatch(step -> step.seats().stream().anyMatch(seat -> seat.wasOf(person)));
    }

    /** When something last happened to it: a step was opened, somebody voted. */
    public Instant movedAt() {
        return steps.stream()
                .flatMap(step -> Stream.concat(
                        Stream.ofNullable(step.openedAt()),
                        step.seats().stream().map(ApprovalSeat::votedAt).flatMap(Stream::ofNullable)))
                .max(Comparator.naturalOrder())
                .orElse(openedAt);
    }

    public UUID id() {
        return id;
    }

    public long instance() {
        return processInstanceKey;
    }

    public ApprovalKind kind() {
        return kind;
    }

    public UUID dealId() {
        return dealId;
    }

    public String dealName() {
        return dealName;
    }

    public @Nullable UUID contractId() {
        return contractId;
    }

    public String title() {
        return title;
    }

    public PersonId owner() {
        return new PersonId(ownerId);
    }

    public @Nullable String region() {
        return region;
    }

    public PersonId requestedBy() {
        return new PersonId(requestedBy);
    }

    public BigDecimal amount() {
        return amount;
    }

    public String currency() {
        return currency;
    }

    public BigDecimal discount() {
        return discount;
    }

    public @Nullable String contractType() {
        return contractType;
    }

    public ApprovalsOfDeal.Outcome outcome() {
        return outcome;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    /** In the words of whoever declined it or called it off. */
    public @Nullable String reason() {
        return reason;
    }

    /** Codes of what was not as the tables say, for example {@code EMPTY_CHAIN}. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    public @Nullable Instant overdueAt() {
        return overdueAt;
    }

    /** How often it has been looked at while it lay with legal. */
    public int legalRound() {
        return legalRound;
    }

    public List<ApprovalStep> steps() {
        return List.copyOf(steps);
    }

    /** What its approvers have asked colleagues, in that order. */
    public List<ApprovalQuestion> questions() {
        return List.copyOf(questions);
    }

    /** Who was called because it took too long, in that order. */
    public List<ApprovalCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public UUID getId() {
        return id;
    }
}
