package dev.baton.engine;

import dev.baton.engine.InstancesOfRecords.Instance;
import dev.baton.shared.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds records whose instance somebody cancelled in the engine: they would stand on every board for ever, and nobody
 * could move them. The engine tells nobody of a cancellation, so a few are asked for at a time, in turn: as many as bring
 * every record its turn within {@link #ROUND}, and no more, since each question costs the engine about what setting a
 * variable costs it.
 */
@Component
class LostInstances {

    private static final Logger LOG = LoggerFactory.getLogger(LostInstances.class);
    private static final UUID FIRST = new UUID(0, 0);

    /** In which time every record is asked about once; with the pause between two looks this stays within a minute. */
    static final Duration ROUND = Duration.ofSeconds(45);

    /** More than this at one look is left to the next, and a round takes longer: the engine has other work. */
    static final int AT_ONCE = 200;

    /** Questions that are under way at the same time. */
    private static final int IN_FLIGHT = 10;

    private static final int PAGE = 1_000;

    /**
     * How far the records of one process have been asked about.
     *
     * @param at when the round began
     * @param records how many there were then
     */
    private record Round(UUID upTo, Instant at, int records) {

        boolean isBeginning() {
            return upTo.equals(FIRST);
        }
    }

    private final JdbcClient jdbc;
    private final Instances instances;
    private final Map<String, InstancesOfRecords> kinds;
    private final Whereabouts whereabouts;
    private final TransactionTemplate transaction;
    private final EngineProperties properties;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, Round> rounds = new HashMap<>();
    private @Nullable Instant lastLook;

    LostInstances(
            JdbcClient jdbc,
            Instances instances,
            List<InstancesOfRecords> kinds,
            Whereabouts whereabouts,
            TransactionTemplate transaction,
            EngineProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.instances = instances;
        this.kinds = kinds.stream().collect(Collectors.toMap(InstancesOfRecords::processId, Function.identity()));
        this.whereabouts = whereabouts;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(fixedDelayString = "${baton.engine.lost-interval:5s}")
    void look() {
        if (!properties.enabled()) {
            return;
        }
        try {
            var now = clock.instant();
            var sinceLast = lastLook == null ? ROUND : Duration.between(lastLook, now);
            lastLook = now;
            lookOnce(sinceLast);
        } catch (RuntimeException e) {
            LOG.info("Instances are asked for again later: {}", e.getMessage());
        }
    }

    /** @param sinceLast for how long nobody has looked: the share of a round that is due */
    void lookOnce(Duration sinceLast) {
        var now = clock.instant();
        kinds.values().forEach(kind -> lookAtSome(kind, now, sinceLast));
        resolveWhatIsBack();
    }

    /** Whether every record has had its turn. */
    boolean isAtTheBeginning() {
        return rounds.values().stream().allMatch(Round::isBeginning);
    }

    private void lookAtSome(InstancesOfRecords kind, Instant now, Duration sinceLast) {
        var round = rounds.get(kind.processId());
        if (round == null || round.isBeginning()) {
            round = new Round(FIRST, now, count(kind));
        }
        var many = turns(round.records(), Duration.between(round.at(), now), sinceLast);
        var some = kind.open(round.upTo(), many);
        for (var from = 0; from < some.size(); from += IN_FLIGHT) {
            ask(kind, some.subList(from, Math.min(some.size(), from + IN_FLIGHT)));
        }
        var upTo = some.size() < many ? FIRST : some.getLast().recordId();
        rounds.put(kind.processId(), new Round(upTo, round.at(), round.records()));
    }

    /**
     * How many are asked about at one look.
     *
     * @param records in the whole round
     * @param under how long the round has gone on; one that lasts longer than it should has grown since it began
     * @param sinceLast how long ago the last look was
     */
    static int turns(int records, Duration under, Duration sinceLast) {
        if (under.compareTo(ROUND) >= 0) {
            return AT_ONCE;
        }
        var share = (long) records * sinceLast.toMillis();
        return Math.clamp(Math.ceilDiv(share, ROUND.toMillis()), 1, AT_ONCE);
    }

    private static int count(InstancesOfRecords kind) {
        var all = 0;
        for (var page = kind.open(FIRST, PAGE);
                !page.isEmpty();
                page = kind.open(page.getLast().recordId(), PAGE)) {
            all += page.size();
            if (page.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    private void ask(InstancesOfRecords kind, List<Instance> some) {
        var gone = some.stream()
                .map(instance -> instances.asked(instance.key()).toCompletableFuture())
                .toList();
        for (var i = 0; i < some.size(); i++) {
            // Read again: it may have come to its end, by itself, since it was listed.
            if (gone.get(i).join() && stillThere(kind, some.get(i))) {
                raise(kind.processId(), some.get(i));
            }
        }
    }

    private static boolean stillThere(InstancesOfRecords kind, Instance instance) {
        return kind.of(instance.recordId())
                .filter(now -> now.key() == instance.key())
                .isPresent();
    }

    private void raise(String processId, Instance instance) {
        var element = whereabouts.lastElements(List.of(instance.recordId())).getOrDefault(instance.recordId(), "");
        transaction.executeWithoutResult(status -> {
            var raised = jdbc.sql("""
                            insert into job_incident (id, kind, element_id, element_instance_key, process_id,
                                                      process_instance_key, record_id, reason, raised_at)
                            values (?, 'LOST', ?, 0, ?, ?, ?, 'the instance is not in the engine any more', ?)
                            on conflict (process_id, record_id) where kind = 'LOST' and resolved_at is null do nothing""")
                    .params(
                            Ids.next(),
                            element,
                            processId,
                            instance.key(),
                            instance.recordId(),
                            Timestamp.from(clock.instant()))
                    .update();
            if (raised == 1) {
                LOG.warn("Instance {} of {} {} is lost", instance.key(), processId, instance.recordId());
                metrics.counter("baton.instances.lost", "process", processId).increment();
                jdbc.sql(
                                "update user_task set state = 'GONE', ended_at = ? where process_instance_key = ? and state = 'OPEN'")
                        .params(Timestamp.from(clock.instant()), instance.key())
                        .update();
            }
        });
    }

    /** An incident is over when its record has another instance, or needs none any more. */
    private void resolveWhatIsBack() {
        record Lost(UUID id, String processId, UUID recordId, long key) {}
        var open = jdbc.sql("""
                        select id, process_id, record_id, process_instance_key as key from job_incident
                        where kind = 'LOST' and resolved_at is null""").query(Lost.class).list();
        for (var lost : open) {
            var kind = kinds.get(lost.processId());
            if (kind == null || !stillThere(kind, new Instance(lost.recordId(), lost.key()))) {
                jdbc.sql("update job_incident set resolved_at = ?, resolved_by = 'engine' where id = ?")
                        .params(Timestamp.from(clock.instant()), lost.id())
                        .update();
            }
        }
    }

    /** Gives the record a new instance where it stands. */
    @Transactional(propagation = Propagation.NEVER)
    public void startAgain(String processId, UUID recordId, UUID by) {
        var kind = kinds.get(processId);
        if (kind != null) {
            kind.startAgain(recordId, by);
        }
    }
}
