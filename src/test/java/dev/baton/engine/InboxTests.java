package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonTest;
import dev.baton.engine.Inbox.Completion;
import dev.baton.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BatonTest
class InboxTests {

    private static final int PEOPLE = 8;
    private static final int TIMES = 200;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    /** LA-15: the answer is stored although the engine is away in this test, so "pending" is the success. */
    @Test
    void ofEightPeopleWhoAnswerTheSameTaskAtOnceOneSucceedsEveryTime() throws Exception {
        try (var people = Executors.newFixedThreadPool(PEOPLE)) {
            for (var time = 0; time < TIMES; time++) {
                var task = openTask();
                Callable<Completion> answer = () -> inbox.complete(task, UUID.randomUUID(), Map.of());
                var successes = 0;
                for (var outcome : people.invokeAll(
                        IntStream.range(0, PEOPLE).mapToObj(person -> answer).toList())) {
                    if (outcome.get() instanceof Completion.Pending) {
                        successes++;
                    } else {
                        assertThat(outcome.get()).isInstanceOf(Completion.AlreadyDone.class);
                    }
                }
                assertThat(successes).isEqualTo(1);
            }
        }
    }

    @Test
    void anAnswerIsKeptWhileTheEngineIsAway() {
        var task = openTask();

        inbox.complete(task, UUID.randomUUID(), Map.of("contact", "kept"));

        assertThat(inbox.find(task).orElseThrow().state()).isEqualTo(Inbox.State.COMPLETING);
        assertThat(jdbc.sql("select variables ->> 'contact' from user_task where id = ?")
                        .param(task)
                        .query(String.class)
                        .single())
                .isEqualTo("kept");
    }

    @Test
    void anAnswerAndWhatIsWrittenDownAboutItCommitTogetherOrNotAtAll() {
        var task = openTask();

        assertThatThrownBy(() -> inbox.complete(task, UUID.randomUUID(), Map.of(), () -> {
                    throw new IllegalStateException("killed between answer and trail");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(inbox.find(task).orElseThrow().state()).isEqualTo(Inbox.State.OPEN);
        assertThat(inbox.find(task).orElseThrow().completedBy()).isNull();
    }

    @Test
    void anAnswerToAnEarlierTaskIsNotTakenForOneThatWasCompletedAtTheEngine() {
        var record = Ids.next();
        var person = UUID.randomUUID();
        var first = openTask(record);
        inbox.complete(first, person, Map.of("said", "first"));
        assertThat(inbox.newestAnswer(record, 1, "userTask_claimLead")).hasValueSatisfying(answer -> {
            assertThat(answer.taskId()).isEqualTo(first);
            assertThat(answer.by()).isEqualTo(person);
            assertThat(answer.variables()).containsEntry("said", "first");
        });

        var second = openTask(record);
        assertThat(inbox.newestAnswer(record, 1, "userTask_claimLead")).isEmpty();
        jdbc.sql("update user_task set state = 'GONE' where id = ?")
                .param(second)
                .update();
        assertThat(inbox.newestAnswer(record, 1, "userTask_claimLead")).isEmpty();
        assertThat(inbox.newestAnswer(record, 1, "userTask_followUp")).isEmpty();
    }

    @Test
    void onlyTheFirstOfTwoClaimsWins() {
        var task = openTask();
        var first = UUID.randomUUID();

        assertThat(inbox.claim(task, first)).isTrue();
        assertThat(inbox.claim(task, UUID.randomUUID())).isFalse();
        assertThat(inbox.claim(task, first))
                .as("claiming again changes nothing")
                .isTrue();
    }

    @Test
    void pagesGoOnBehindATaskThatIsOverMeanwhileAndEndWithThoseWithoutADate() {
        var person = UUID.randomUUID();
        var second = openTask(person, "2031-01-02T00:00:00Z");
        var dateless = List.of(openTask(person, null), openTask(person, null));
        var third = openTask(person, "2031-01-02T00:00:00Z");
        var first = openTask(person, "2031-01-01T00:00:00Z");

        var page = inbox.openFor(person, List.of(), null, 2);
        assertThat(page).extracting(Inbox.Task::id).containsExactly(first, second);
        inbox.complete(second, person, Map.of());

        page = inbox.openFor(person, List.of(), page.getLast(), 2);
        assertThat(page).extracting(Inbox.Task::id).containsExactly(third, dateless.getFirst());
        page = inbox.openFor(person, List.of(), page.getLast(), 2);
        assertThat(page).extracting(Inbox.Task::id).containsExactly(dateless.getLast());
        assertThat(inbox.openFor(person, List.of(), page.getLast(), 2)).isEmpty();
    }

    @Test
    void theOpenTasksOfARecordMoveWithItsDeadlineAndNoOthersDo() {
        var person = UUID.randomUUID();
        var record = Ids.next();
        var open = openTask(person, "2031-01-10T08:00:00Z");
        var dateless = openTask(person, null);
        var ended = openTask(person, "2031-01-10T08:00:00Z");
        var other = openTask(person, "2031-01-10T08:00:00Z");
        for (var task : List.of(open, dateless, ended)) {
            jdbc.sql("update user_task set record_id = ? where id = ?")
                    .params(record, task)
                    .update();
        }
        jdbc.sql("update user_task set state = 'GONE' where id = ?")
                .param(ended)
                .update();

        transaction.executeWithoutResult(
                status -> inbox.moveDue(record, Duration.ofHours(30).negated()));

        assertThat(dueOf(open)).isEqualTo(Instant.parse("2031-01-09T02:00:00Z"));
        assertThat(dueOf(dateless)).isNull();
        assertThat(dueOf(ended)).isEqualTo(Instant.parse("2031-01-10T08:00:00Z"));
        assertThat(dueOf(other)).isEqualTo(Instant.parse("2031-01-10T08:00:00Z"));
    }

    private @Nullable Instant dueOf(UUID task) {
        return inbox.find(task).orElseThrow().dueAt();
    }

    private UUID openTask(UUID assignee, @Nullable String dueAt) {
        var id = openTask();
        jdbc.sql("update user_task set assignee = ?, due_at = ?::timestamptz where id = ?")
                .params(assignee, dueAt, id)
                .update();
        return id;
    }

    private UUID openTask() {
        return openTask(Ids.next());
    }

    private UUID openTask(UUID record) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, candidate_groups, state, created_at, locked_until)
                        values (?, ?, 'lead-response', 1, 1, 'userTask_claimLead', 1, ?, '{sales}', 'OPEN', now(), now())""")
                .params(id, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), record)
                .update();
        return id;
    }
}
