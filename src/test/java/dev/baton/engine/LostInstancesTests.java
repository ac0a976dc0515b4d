package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How often the engine is asked whether an instance is still there. */
class LostInstancesTests {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<Long, List<Instant>> asked = new HashMap<>();
    private final List<Long> perLook = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 3", "900, 100", "1800, 200", "50000, 200"})
    @DisplayName("A look asks about its share of a round of 45 seconds, and never more than two hundred of a process")
    void turns(int records, int atOneLook) {
        assertThat(LostInstances.turns(records, Duration.ZERO, PAUSE)).isEqualTo(atOneLook);
    }

    @Test
    @DisplayName("A round that lasts longer than it should asks as many as may be asked")
    void grown() {
        assertThat(LostInstances.turns(1, LostInstances.ROUND, PAUSE)).isEqualTo(LostInstances.AT_ONCE);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "20", "300", "1800"})
    @DisplayName("Each of some records is asked about at least once a minute, and few of them cost few questions")
    void onceAMinute(int records) {
        var lost = lostInstances(records);
        for (var look = 0; look < 60; look++) {
            var before = questions();
            lost.look();
            perLook.add(questions() - before);
            now = now.plus(PAUSE);
        }
        assertThat(asked).hasSize(records);
        assertThat(asked.values()).allSatisfy(times -> {
            for (var i = 1; i < times.size(); i++) {
                assertThat(Duration.between(times.get(i - 1), times.get(i)))
                        .isLessThanOrEqualTo(Duration.ofSeconds(55));
            }
            assertThat(Duration.between(times.getLast(), now)).isLessThanOrEqualTo(Duration.ofSeconds(60));
        });
        // After the first, which asks about everybody at once.
        assertThat(perLook.subList(1, perLook.size()))
                .allMatch(questions ->
                        questions <= Math.ceilDiv(records * PAUSE.toSeconds(), LostInstances.ROUND.toSeconds()));
    }

    private long questions() {
        return asked.values().stream().mapToLong(List::size).sum();
    }

    private LostInstances lostInstances(int records) {
        var instances = mock(Instances.class);
        when(instances.asked(anyLong())).thenAnswer(question -> {
            asked.computeIfAbsent(question.getArgument(0), any -> new ArrayList<>())
                    .add(now);
            return CompletableFuture.completedFuture(false);
        });
        var statement = mock(StatementSpec.class, Answers.RETURNS_SELF);
        MappedQuerySpec<Object> none = mock();
        when(none.list()).thenReturn(List.of());
        when(statement.query(org.mockito.ArgumentMatchers.<Class<Object>>any())).thenReturn(none);
        var jdbc = mock(JdbcClient.class);
        when(jdbc.sql(org.mockito.ArgumentMatchers.anyString())).thenReturn(statement);
        var clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(any -> now);
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        return new LostInstances(
                jdbc,
                instances,
                List.of(new Records(records)),
                mock(Whereabouts.class),
                new TransactionTemplate(mock(PlatformTransactionManager.class)),
                Binder.get(new MockEnvironment()).bindOrCreate("baton.engine", EngineProperties.class),
                clock,
                new SimpleMeterRegistry());
    }

    private record Records(int many) implements InstancesOfRecords {

        @Override
        public String processId() {
            return "test";
        }

        @Override
        public List<Instance> open(UUID after, int limit) {
            return LongStream.rangeClosed(after.getLeastSignificantBits() + 1, many)
                    .limit(limit)
                    .mapToObj(key -> new Instance(new UUID(0, key), key))
                    .toList();
        }

        @Override
        public Optional<Instance> of(UUID recordId) {
            return Optional.of(new Instance(recordId, recordId.getLeastSignificantBits()));
        }

        @Override
        public void startAgain(UUID recordId, UUID by) {}
    }
}
