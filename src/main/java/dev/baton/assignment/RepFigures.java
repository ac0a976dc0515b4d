package dev.baton.assignment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.baton.lead.owner.OwnerFigures;
import dev.baton.lead.owner.OwnerFigures.Figures;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the leads on file say of the reps, as the table of weights compares them. */
@Component
class RepFigures {

    /** @param parameters what all of them together are measured by */
    record Compared(List<Candidate> candidates, Parameters parameters) {}

    /** What the leads on file say. */
    private record Known(Map<PersonId, Figures> byRep, Map<String, Long> unassigned) {

        Figures of(Person rep) {
            return byRep.getOrDefault(rep.id(), Figures.NONE);
        }
    }

    private final Clock clock;
    private final Duration valid;
    private final LoadingCache<String, Known> recent;

    RepFigures(
            OwnerFigures figures,
            Clock clock,
            @Value("${baton.assignment.figures-valid:24h}") Duration valid,
            @Value("${baton.assignment.figures-refresh:5s}") Duration refresh) {
        this.clock = clock;
        this.valid = valid;
        // No lead waits for the figures to be counted: the last ones serve while new ones are read.
        this.recent = Caffeine.newBuilder()
                .refreshAfterWrite(refresh)
                .expireAfterWrite(Duration.ofSeconds(60))
                .build(all -> new Known(figures.read(), figures.unassigned()));
    }

    /** @param all the reps of the house, who share the leads of their regions whether or not they may get this one */
    Compared compare(List<Person> eligible, List<Person> all) {
        var known = recent.get("all");
        var saturations = saturations(known, all);
        var candidates =
                eligible.stream().map(rep -> candidate(rep, known, saturations)).toList();
        return new Compared(candidates, parameters(candidates, saturations, known));
    }

    /**
     * Open leads for each rep on duty, by region: theirs, and those that came to the region and have no owner yet (F-01). A
     * region without anybody on duty is left out.
     */
    private static Map<String, Double> saturations(Known known, List<Person> all) {
        var open = new HashMap<String, Long>();
        var onDuty = new HashMap<String, Integer>();
        for (var rep : all) {
            if (rep.active() && rep.receivesLeads() && !rep.onLeave() && rep.region() != null) {
                open.merge(rep.region(), known.of(rep).open(), Long::sum);
                onDuty.merge(rep.region(), 1, Integer::sum);
            }
        }
        var saturations = new HashMap<String, Double>();
        onDuty.forEach((region, reps) -> saturations.put(
                region,
                (double) (open.getOrDefault(region, 0L) + known.unassigned().getOrDefault(region, 0L)) / reps));
        return saturations;
    }

    private Candidate candidate(Person rep, Known known, Map<String, Double> saturations) {
        var own = known.of(rep);
        var synced = rep.figuresSyncedAt();
        var stale = synced != null && synced.isBefore(clock.instant().minus(valid));
        return new Candidate(
                rep.id().toString(),
                saturations.getOrDefault(String.valueOf(rep.region()), 0d),
                own.responseSeconds(),
                own.responses(),
                own.won(),
                own.closed(),
                own.open(),
                stale);
    }

    private static Parameters parameters(List<Candidate> candidates, Map<String, Double> saturations, Known known) {
        var saturation =
                saturations.values().stream().mapToDouble(Double::doubleValue).average();
        var response = candidates.stream()
                .filter(candidate -> candidate.responses() > 0)
                .mapToDouble(candidate -> candidate.responseSeconds() / candidate.responses())
                .average();
        var closed = known.byRep().values().stream().mapToLong(Figures::closed).sum();
        var won = known.byRep().values().stream().mapToLong(Figures::won).sum();
        return new Parameters(saturation.orElse(0), response.orElse(0), closed == 0 ? 0d : (double) won / closed);
    }
}
