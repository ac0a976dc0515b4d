package dev.baton.opportunity.funnel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealQueries.Sum;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.policy.DwellPolicy;
import dev.baton.opportunity.policy.RiskRules;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The funnel in its two views (FN-01), read at one moment: whoever leads sees three more columns of the same rows.
 * Deals that are taken out of the performance figures stand beside the totals and not in them (SG-09).
 */
@Component
public class ShowingFunnel {

    /** Who looks at it. */
    public enum View {
        SALES,
        MANAGEMENT
    }

    /** @param amount in the house's currency; others stand beside it */
    public record Total(long count, BigDecimal amount, List<Sum> otherAmounts) {}

    /** How many of the deals that count in the figures the table {@code risk-level} puts where. */
    public record Risk(long high, long medium, long low) {}

    /** @param required approvals by other departments on the whole way, {@code done} those that stand */
    public record Progress(long done, long required) {

        /** 0 to 1; absent where nothing is required. */
        @JsonProperty
        public @Nullable Double share() {
            return required == 0 ? null : done / (double) required;
        }
    }

    /**
     * The three columns of those who lead (FN-02, F-13).
     *
     * @param paybackDays absent for a row without deals
     * @param paybackMeasured whether paid deals say it; otherwise the limits of the stages do
     * @param paybackOpen won deals of the same variants whose cash is open: they say nothing yet
     */
    public record Management(
            @Nullable Double paybackDays, boolean paybackMeasured, long paybackOpen, Risk risk, Progress progress) {}

    /**
     * @param definition what the figures of the stage count, as {@code definitionApprovedBy} agreed on it; empty for the
     *     total and for a stage that is in no table any more
     * @param management absent in the view of sales
     */
    public record Row(
            String stage,
            String name,
            String definition,
            int definitionVersion,
            String definitionApprovedBy,
            Total counted,
            Total suspended,
            @Nullable Management management) {}

    @Schema(name = "FunnelFigures")
    public record Funnel(View view, Instant asOf, List<Row> rows, Row total) {}

    /** One group of deals that have the same money, variant and approvals. */
    record Money(
            String stage,
            String currency,
            @Nullable String variant,
            boolean suspended,
            List<String> approved,
            long count,
            BigDecimal amount) {}

    /** One group of deals that are as risky as each other. */
    record Risky(String stage, int percentile, int missing, boolean blocker, long count) {}

    private static final Set<Role> LEADERS = Set.of(Role.SUPERVISOR, Role.DIRECTOR, Role.ADMIN);

    private final JdbcClient jdbc;
    private final DealScope scope;
    private final StagePolicy policy;
    private final DwellPolicy dwell;
    private final DwellHistory history;
    private final PaybackCycle payback;
    private final RiskRules risks;
    private final Clock clock;

    ShowingFunnel(
            JdbcClient jdbc,
            DealScope scope,
            StagePolicy policy,
            DwellPolicy dwell,
            DwellHistory history,
            PaybackCycle payback,
            RiskRules risks,
            Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.policy = policy;
        this.dwell = dwell;
        this.history = history;
        this.payback = payback;
        this.risks = risks;
        this.clock = clock;
    }

    /** @param wanted absent for the view that belongs to the caller; those who lead may look at both */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Funnel show(Caller caller, @Nullable View wanted, Locale language) {
        var leads = caller.roles().stream().anyMatch(LEADERS::contains);
        var view = wanted == null ? leads ? View.MANAGEMENT : View.SALES : wanted;
        if (view == View.MANAGEMENT && !leads) {
            throw Refusal.forbidden("not-allowed");
        }
        var now = clock.instant();
        var stages = policy.stages();
        var where = scope.clause(caller, false);
        var money = money(where);
        var keys = keys(stages, money);
        var counted = money.stream().filter(one -> !one.suspended()).toList();
        var management = view == View.MANAGEMENT
                ? management(stages, keys, new Groups(counted, risky(where, stages, now)), now)
                : Map.<String, Management>of();
        var rows = keys.stream()
                .map(key -> row(
                        key,
                        policy.find(key).orElse(null),
                        money.stream().filter(one -> one.stage().equals(key)).toList(),
                        management.get(key),
                        language))
                .toList();
        return new Funnel(view, now, rows, row("", null, money, management.get(""), language));
    }

    private static List<String> keys(List<Stage> stages, List<Money> money) {
        var keys = new LinkedHashSet<>(stages.stream().map(Stage::key).toList());
        money.forEach(one -> keys.add(one.stage()));
        return List.copyOf(keys);
    }

    private static Row row(
            String key, @Nullable Stage stage, List<Money> here, @Nullable Management management, Locale language) {
        return new Row(
                key,
                stage == null ? key : stage.name().in(language),
                stage == null ? "" : stage.definition().in(language),
                stage == null ? 0 : stage.definitionVersion(),
                stage == null ? "" : stage.definitionApprovedBy(),
                total(here.stream().filter(one -> !one.suspended()).toList()),
                total(here.stream().filter(Money::suspended).toList()),
                management);
    }

    static Total total(List<Money> money) {
        var sums = new TreeMap<String, BigDecimal>();
        money.forEach(one -> sums.merge(one.currency(), one.amount(), BigDecimal::add));
        var house = sums.remove(DealQueries.HOUSE_CURRENCY);
        return new Total(
                money.stream().mapToLong(Money::count).sum(),
                house == null ? BigDecimal.ZERO : house,
                sums.entrySet().stream()
                        .map(one -> new Sum(one.getKey(), one.getValue()))
                        .toList());
    }

    /** By stage; under the empty key for all of them together. */
    private Map<String, Management> management(List<Stage> stages, List<String> keys, Groups read, Instant now) {
        var required = stages.stream()
                .filter(Stage::needsApproval)
                .map(Stage::approval)
                .collect(Collectors.toSet());
        var limits = stages.stream()
                .collect(Collectors.toMap(
                        Stage::key,
                        stage -> Duration.between(now, dwell.due(DwellPolicy.Limit.STAGE, stage.key(), "", now))));
        var expectations = payback.expectations(
                read.money().stream().map(one -> String.valueOf(one.variant())).collect(Collectors.toSet()),
                stages.stream().map(Stage::key).toList(),
                limits);
        var all = new HashMap<String, Management>();
        for (var key : keys) {
            all.put(key, management(read, one -> one.equals(key), expectations, required));
        }
        all.put("", management(read, any -> true, expectations, required));
        return all;
    }

    private Management management(
            Groups read, Predicate<String> stage, PaybackCycle.Expectations expectations, Set<String> required) {
        var money = read.money().stream().filter(one -> stage.test(one.stage())).toList();
        var risky = read.risky().stream().filter(one -> stage.test(one.stage())).toList();
        var expected = expected(money, expectations);
        return new Management(
                expected == null ? null : expected.days(),
                expected != null && expected.measured(),
                expectations.open(
                        money.stream().map(one -> String.valueOf(one.variant())).toList()),
                risk(risky, risks::level),
                progress(money, required));
    }

    /** Each deal counts with what is expected of its variant and stage. */
    static PaybackCycle.@Nullable Expected expected(List<Money> money, PaybackCycle.Expectations expectations) {
        var deals = money.stream().mapToLong(Money::count).sum();
        if (deals == 0) {
            return null;
        }
        var days = 0d;
        var measured = true;
        for (var one : money) {
            var expected = expectations.of(String.valueOf(one.variant()), one.stage());
            days += expected.days() * one.count();
            measured &= expected.measured();
        }
        return new PaybackCycle.Expected(days / deals, measured);
    }

    /** How risky something is by percentile, missing conditions and blocker. */
    interface Levels {
        RiskRules.Level of(int percentile, int missing, boolean blocker);
    }

    static Risk risk(List<Risky> groups, Levels levels) {
        var counts = groups.stream()
                .collect(Collectors.groupingBy(
                        one -> levels.of(one.percentile(), one.missing(), one.blocker()),
                        Collectors.summingLong(Risky::count)));
        return new Risk(
                counts.getOrDefault(RiskRules.Level.HIGH, 0L),
                counts.getOrDefault(RiskRules.Level.MEDIUM, 0L),
                counts.getOrDefault(RiskRules.Level.LOW, 0L));
    }

    static Progress progress(List<Money> money, Set<String> required) {
        return new Progress(
                money.stream()
                        .mapToLong(one -> one.count()
                                * one.approved().stream()
                                        .filter(required::contains)
                                        .count())
                        .sum(),
                money.stream().mapToLong(one -> one.count() * required.size()).sum());
    }

    private record Groups(List<Money> money, List<Risky> risky) {}

    private List<Money> money(DealScope.Clause where) {
        return jdbc.sql("""
                        select d.stage, d.currency, d.variant, d.performance_suspended as suspended, d.approved,
                               count(*) as count, sum(d.amount) as amount
                        from deal d where d.state = 'OPEN' and d.stage is not null and %s
                        group by d.stage, d.currency, d.variant, d.performance_suspended, d.approved""".formatted(where.sql()))
                .params(where.params())
                .query((row, number) -> money(row))
                .list();
    }

    /**
     * A percentile is counted from the moments at which deals that entered then reached each bound: comparing moments
     * costs a third of computing how long every single deal has stood.
     */
    private List<Risky> risky(DealScope.Clause where, List<Stage> stages, Instant now) {
        var keys = stages.stream().map(Stage::key).toList();
        var percentiles = history.of(keys, now);
        var params = new LinkedHashMap<>(where.params());
        params.put("now", Timestamp.from(now));
        var known = new ArrayList<String>();
        for (var i = 0; i < keys.size(); i++) {
            var seconds = Objects.requireNonNull(percentiles.get(keys.get(i))).seconds();
            params.put("stage" + i, keys.get(i));
            params.put("bounds" + i, seconds.toArray(Long[]::new));
            known.add("(:stage%d, cast(:bounds%d as bigint[]))".formatted(i, i));
        }
        return jdbc.sql("""
                        with known as materialized (
                            select stage, cardinality(bounds) as many,
                                   (select array_agg(cast(:now as timestamptz) - make_interval(secs => bound)
                                                     + interval '1 microsecond' order by bound desc)
                                    from unnest(bounds) as b(bound)) as reached
                            from (values %s) v(stage, bounds))
                        select d.stage, coalesce(k.many - width_bucket(d.entered_at, k.reached), 0) as percentile,
                               d.missing_count as missing, d.blocker_wanted as blocker, count(*) as count
                        from deal d left join known k on k.stage = d.stage
                        where d.state = 'OPEN' and d.stage is not null and not d.performance_suspended and %s
                        group by 1, 2, 3, 4""".formatted(String.join(", ", known), where.sql()))
                .params(params)
                .query((row, number) -> new Risky(
                        row.getString("stage"),
                        row.getInt("percentile"),
                        row.getInt("missing"),
                        row.getBoolean("blocker"),
                        row.getLong("count")))
                .list();
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(
                row.getString("stage"),
                row.getString("currency"),
                row.getString("variant"),
                row.getBoolean("suspended"),
                Arrays.asList((String[]) row.getArray("approved").getArray()),
                row.getLong("count"),
                row.getBigDecimal("amount"));
    }
}
