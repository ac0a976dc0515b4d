package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.customer.CustomerId;
import dev.baton.customer.DecidingDuplicate;
import dev.baton.customer.DecidingDuplicate.Decision;
import dev.baton.customer.MergingCustomers;
import dev.baton.customer.ShowingCustomer;
import dev.baton.customer.ShowingDuplicates;
import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.lead.NewLead;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import dev.baton.workbench.AnsweringTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code duplicate-review} with the real workers: what is decided about two customers is what their records say. */
@ProcessTest
class DuplicateReviewProcessTests {

    private static final String COMPARE = "userTask_compareCustomers";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Two customers, with a lead each, and the pair that they are. */
    private record Pair(UUID id, UUID one, UUID other, EngineBench.Case review) {}

    @Autowired
    RealWorkers real;

    @Autowired
    StaffOnFile staff;

    @Autowired
    RegisteringLead registering;

    @Autowired
    DecidingDuplicate deciding;

    @Autowired
    MergingCustomers merging;

    @Autowired
    ShowingDuplicates board;

    @Autowired
    ShowingCustomer customers;

    @Autowired
    AnsweringTask answering;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private Caller supervisor;

    @BeforeEach
    void people() {
        // Pairs of other tests are none of this test's business.
        ProcessTest.OneEngine.get().cancelEverything();
        jdbc.sql("update outbox_message set sent_at = now() where sent_at is null and name like 'duplicate.%'")
                .update();
        bench = new EngineBench(ProcessTest.OneEngine.get(), List.of("duplicate-review"), List.of("proposalId"));
        real.playOn(bench);
        supervisor = caller(staff.supervisor("south"));
    }

    @AfterEach
    void nobodyElseIsAsked() {
        ProcessTest.OneEngine.get().cancelEverything();
        jdbc.sql("update user_task set state = 'GONE' where process_id = 'duplicate-review' and state = 'OPEN'")
                .update();
    }

    @Test
    @DisplayName("Who supervises is asked; put off, the pair leaves the board, comes back, and is merged by the answer")
    void askedPutOffAndMerged() {
        var before = bench.now();
        var pair = pair();
        var task = task(pair);
        assertThat(task.dueAt())
                .isBetween(
                        before.plus(Duration.ofDays(2)).minusMillis(1),
                        bench.now().plus(Duration.ofDays(2)));
        assertThat(answering.open(supervisor, null)).extracting(Inbox.Task::id).contains(task.id());
        assertThat(answering.subjects(List.of(task)).get(task.id()))
                .contains(" · ")
                .containsPattern("精密有限公司 \\(张伟, 1396\\d{7}\\)")
                .containsPattern("精密有限公司 \\(李芳, 1396\\d{7}\\)");
        var stranger = caller(staff.supervisor("west"));
        assertThat(answering.open(stranger, null)).extracting(Inbox.Task::id).doesNotContain(task.id());
        assertThatThrownBy(() -> answer(task, "same", stranger))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("task-not-found"));
        assertThatThrownBy(() -> answer(task, "perhaps", supervisor))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.field()).isEqualTo("decision"));

        answer(task, "later", supervisor);
        assertThat(onBoard(pair)).isFalse();
        real.advance(Duration.ofDays(13));
        assertThat(inbox.openOf(pair.id())).isEmpty();
        real.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(onBoard(pair)).isTrue();

        answer(task(pair), "same", supervisor);
        assertThat(customer(pair.one())).isEqualTo(customer(pair.other()));
        assertThat(pair.review().completed()).contains("endEvent_merged");
        assertThat(pair.review().over()).isTrue();
        assertThat(pair.review().incidents()).isEmpty();
    }

    @Test
    @DisplayName("Decided on the board, the task is gone; while it waits for its day, the board ends the wait")
    void decidedOnTheBoard() {
        var apart = pair();
        var task = task(apart);
        deciding.decide(supervisor, apart.id(), Decision.NOT_SAME);
        real.flow();
        assertThat(apart.review().completed()).contains("messageBoundary_decided", "endEvent_toldApart");
        assertThatThrownBy(() -> answer(task, "same", supervisor)).isInstanceOf(Refusal.class);
        assertThat(customer(apart.one())).isNotEqualTo(customer(apart.other()));

        var related = pair();
        answer(task(related), "later", supervisor);
        deciding.decide(supervisor, related.id(), Decision.RELATED);
        real.flow();
        assertThat(related.review().completed()).contains("messageCatch_decidedMeanwhile", "endEvent_related");
    }

    @Test
    @DisplayName("Two that have become one by way of a third are asked about no more, put off or not")
    void oneByWayOfAnother() {
        var number = NUMBERS.incrementAndGet();
        var ids = Stream.of("张伟", "李芳", "王强", "赵敏")
                .map(name -> customerOf(lead(name, company(number), phone(number))))
                .toList();
        var open = review(ids.get(1), ids.get(2));
        var putOff = review(ids.get(1), ids.get(3));
        real.flow();
        answer(inbox.openOf(UUID.fromString(putOff.id)).getLast(), "later", supervisor);
        assertThat(inbox.openOf(UUID.fromString(open.id))).hasSize(1);

        merging.merge(supervisor, new CustomerId(ids.getFirst()), ids.subList(1, 4));
        real.flow();

        assertThat(open.completed()).contains("messageBoundary_decided", "endEvent_merged");
        assertThat(putOff.completed()).contains("messageCatch_decidedMeanwhile", "endEvent_merged");
        assertThat(inbox.openOf(UUID.fromString(open.id))).isEmpty();
    }

    @Test
    @DisplayName(
            "What cannot be merged is refused at once by name, and a task completed past the application decides nothing")
    void refusedAndForged() {
        var pair = pair();
        jdbc.sql("update customer set credit_code = case id when ? then '91350100M000100Y43' else 'X' end"
                        + " where id in (?, ?)")
                .params(pair.one(), pair.one(), pair.other())
                .update();
        assertThatThrownBy(() -> answer(task(pair), "same", supervisor))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo("customers-have-different-codes"));
        jdbc.sql("update customer set credit_code = null where id in (?, ?)")
                .params(pair.one(), pair.other())
                .update();

        pair.review().finish(COMPARE, Map.of("decision", "same", "review", Map.of("decision", "same")));
        real.flow();
        assertThat(pair.review().tasksAt(COMPARE)).hasSize(2);
        assertThat(customer(pair.one())).isNotEqualTo(customer(pair.other()));
        assertThat(onBoard(pair)).isTrue();

        answer(task(pair), "related", supervisor);
        assertThat(pair.review().completed()).contains("endEvent_related");
    }

    private void answer(Inbox.Task task, String decision, Caller by) {
        answering.answer(task.id(), Map.of("review", Map.of("decision", decision)), by);
        real.flow();
    }

    private Inbox.Task task(Pair pair) {
        return inbox.openOf(pair.id()).getLast();
    }

    private boolean onBoard(Pair pair) {
        return board.show(supervisor).pairs().stream()
                .anyMatch(shown -> shown.id().equals(pair.id()));
    }

    private CustomerId customer(UUID id) {
        return customers.show(supervisor, new CustomerId(id)).id();
    }

    /** One number, one company and two people: very likely one, and nobody has said so. */
    private Pair pair() {
        var number = NUMBERS.incrementAndGet();
        var one = customerOf(lead("张伟", company(number), phone(number)));
        var other = customerOf(lead("李芳", company(number), phone(number)));
        var review = review(one, other);
        real.flow();
        return new Pair(UUID.fromString(review.id), one, other, review);
    }

    private static String phone(int number) {
        return "1396%07d".formatted(number);
    }

    /** Its brand is no other company's of this class. */
    private static String company(int number) {
        return "苏州" + Character.toString(0x6a00 + number) + Character.toString(0x7400 + number) + "精密有限公司";
    }

    /** The review of the two, from its beginning on. */
    private EngineBench.Case review(UUID one, UUID other) {
        return bench.follow(
                jdbc.sql("select id from duplicate_proposal where one_id in (:both) and other_id in (:both)")
                        .param("both", List.of(one, other))
                        .query(UUID.class)
                        .single()
                        .toString());
    }

    private LeadId lead(String name, String company, String phone) {
        return registering
                .register(
                        new NewLead(
                                name,
                                phone,
                                "site-form",
                                "medium",
                                bench.now().plus(Duration.ofDays(1)),
                                company,
                                null,
                                "south",
                                null,
                                null,
                                null,
                                Map.of(),
                                Map.of()),
                        null,
                        null)
                .id();
    }

    private UUID customerOf(LeadId lead) {
        return jdbc.sql("select customer_id from customer_lead where lead_id = ?")
                .param(lead.value())
                .query(UUID.class)
                .single();
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }
}
