package dev.baton.opportunity.deal;

import dev.baton.opportunity.deal.DealScope.Clause;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads deals for boards: each list is a few statements, and each has an index that serves it. */
@Component
public class DealQueries {

    /** Who looks after it. */
    @Schema(name = "PersonRef")
    public record Owner(PersonId id, String name) {}

    /** A card of the board. */
    public record Card(
            DealId id,
            String name,
            String customerName,
            BigDecimal amount,
            String currency,
            Owner owner,
            String stage,
            @Nullable String substate,
            @Nullable String substateName,
            @Nullable Instant dueAt,
            @Nullable Instant enteredAt,
            boolean suspended,
            int missingCount,
            boolean blockerWanted) {}

    /** A sum in a currency that is not the house's. */
    @Schema(name = "AmountSum")
    public record Sum(String currency, BigDecimal amount) {}

    /**
     * A column of the board.
     *
     * @param amount of the deals in the house's currency; those in others are beside it
     * @param deals the longest standing ones, at most {@link #MOST_CARDS}; {@code count} counts all
     */
    @Schema(name = "DealBoardColumn")
    public record Column(
            String stage, String name, long count, BigDecimal amount, List<Sum> otherAmounts, List<Card> deals) {}

    /** The currency that boards add up in. */
    public static final String HOUSE_CURRENCY = "CNY";

    /** More cards than anybody reads; the search finds the others. */
    public static final int MOST_CARDS = 100;

    private record Counted(String stage, String currency, long count, BigDecimal amount) {}

    private final JdbcClient jdbc;
    private final DealScope scope;
    private final StagePolicy policy;
    private final Staff staff;

    DealQueries(JdbcClient jdbc, DealScope scope, StagePolicy policy, Staff staff) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.policy = policy;
        this.staff = staff;
    }

    /** The open deals by stage; a stage of an older diagram has its column as long as deals stand in it. */
    public List<Column> board(
            Caller caller, boolean mineOnly, @Nullable String onlyStage, @Nullable String text, Locale language) {
        var where = where(caller, mineOnly, text);
        var counted = counted(where);
        var columns = new ArrayList<Column>();
        var known = stagesOf(counted);
        if (onlyStage != null && !known.contains(onlyStage)) {
            throw Refusal.invalid("invalid-enum", "stage", Map.of("value", onlyStage, "allowed", known));
        }
        for (var stage : known) {
            if (onlyStage == null || onlyStage.equals(stage)) {
                columns.add(column(stage, counted, where, language));
            }
        }
        return columns;
    }

    private List<String> stagesOf(List<Counted> counted) {
        var stages = new ArrayList<>(policy.stages().stream().map(Stage::key).toList());
        counted.stream()
                .map(Counted::stage)
                .filter(stage -> !stages.contains(stage))
                .distinct()
                .forEach(stages::add);
        return stages;
    }

    private List<Counted> counted(Clause where) {
        return jdbc.sql("""
                        select d.stage, d.currency, count(*) as count, sum(d.amount) as amount from deal d
                        where d.state = 'OPEN' and d.stage is not null and %s group by d.stage, d.currency""".formatted(where.sql()))
                .params(where.params())
                .query(Counted.class)
                .list();
    }

    private Column column(String stage, List<Counted> counted, Clause where, Locale language) {
        var here = counted.stream().filter(one -> one.stage().equals(stage)).toList();
        return new Column(
                stage,
                policy.find(stage).map(one -> one.name().in(language)).orElse(stage),
                here.stream().mapToLong(Counted::count).sum(),
                here.stream()
                        .filter(one -> one.currency().equals(HOUSE_CURRENCY))
                        .map(Counted::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                here.stream()
                        .filter(one -> !one.currency().equals(HOUSE_CURRENCY))
                        .map(one -> new Sum(one.currency(), one.amount()))
                        .toList(),
                here.isEmpty() ? List.of() : cards(stage, where));
    }

    private List<Card> cards(String stage, Clause where) {
        var params = new HashMap<String, @Nullable Object>(where.params());
        params.put("stage", stage);
        return cards(
                "d.state = 'OPEN' and d.stage = :stage and " + where.sql() + " order by d.entered_at, d.id limit "
                        + MOST_CARDS,
                params);
    }

    /** The open deals of one stage in the caller's scope, longest standing first. */
    public List<Card> standingIn(Caller caller, String stage) {
        return cards(stage, scope.clause(caller, false));
    }

    /** The caller's own deals that want to know why they stand. */
    public List<Card> blocked(Caller caller) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("me", caller.id().value());
        return cards(
                "d.state = 'OPEN' and d.owner_id = :me and d.blocker_wanted order by d.substate_since, d.id limit 100",
                params);
    }

    private List<Card> cards(String condition, Map<String, @Nullable Object> params) {
        return jdbc.sql("""
                        select d.id, d.name, d.customer_name, d.amount, d.currency, d.owner_id, d.stage, d.substate, d.due_at,
                               d.entered_at, d.performance_suspended, d.missing_count, d.blocker_wanted
                        from deal d where\s""" + condition).params(params).query(this::card).list();
    }

    private Clause where(Caller caller, boolean mineOnly, @Nullable String text) {
        var mine = scope.clause(caller, mineOnly);
        if (text == null || text.isBlank()) {
            return mine;
        }
        var params = new HashMap<String, @Nullable Object>(mine.params());
        params.put("text", "%" + escapeLike(text.strip()) + "%");
        return new Clause(mine.sql() + " and (d.name ilike :text or d.customer_name ilike :text)", params);
    }

    private Card card(ResultSet row, int number) throws SQLException {
        return new Card(
                new DealId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("customer_name"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                owner(row.getObject("owner_id", UUID.class)),
                row.getString("stage"),
                row.getString("substate"),
                substateName(row.getString("stage"), row.getString("substate")),
                instant(row, "due_at"),
                instant(row, "entered_at"),
                row.getBoolean("performance_suspended"),
                row.getInt("missing_count"),
                row.getBoolean("blocker_wanted"));
    }

    /** In the reader's language; its key where an older table had it and today's has not. */
    private @Nullable String substateName(@Nullable String stage, @Nullable String substate) {
        return stage == null
                ? substate
                : policy.find(stage).stream()
                        .flatMap(one -> one.substates().stream())
                        .filter(one -> one.key().equals(substate))
                        .map(one -> one.name().in(LocaleContextHolder.getLocale()))
                        .findFirst()
                        .orElse(substate);
    }

    public Owner owner(UUID id) {
        var person = new PersonId(id);
        return new Owner(person, staff.find(person).map(Person::name).orElse("?"));
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    /** A deal as its page shows it, apart from what its gate sees. */
    @Schema(name = "DealDetails")
    public record Details(
            DealId id,
            String name,
            @Nullable UUID leadId,
            String customerName,
            String customerType,
            @Nullable String customerEmail,
            BigDecimal amount,
            String currency,
            BigDecimal discount,
            LocalDate expectedCloseOn,
            @Nullable String contractType,
            Owner owner,
            @Nullable String region,
            Instant createdAt,
            @Nullable String variant,
            DealState state,
            @Nullable String stage,
            @Nullable String substate,
            @Nullable Instant substateSince,
            boolean suspended,
            boolean blockerWanted,
            List<String> approved,
            @Nullable Instant enteredAt,
            @Nullable Instant dueAt,
            @Nullable Instant freezeAt,
            @Nullable Instant closedAt,
            @Nullable String closeReason,
            @Nullable Long processInstanceKey) {}

    public Details details(Deal deal) {
        return new Details(
                deal.dealId(),
                deal.name(),
                deal.leadId(),
                deal.customerName(),
                deal.customerType(),
                deal.customerEmail(),
                deal.money().amount(),
                deal.money().currency().getCurrencyCode(),
                deal.discount(),
                deal.expectedCloseOn(),
                deal.contractType(),
                owner(deal.owner().value()),
                deal.region(),
                deal.createdAt(),
                deal.variantOrNull(),
                deal.state(),
                deal.stage(),
                deal.substate(),
                deal.substateSince(),
                deal.performanceSuspended(),
                deal.blockerWanted(),
                deal.approved(),
                deal.enteredAt(),
                deal.dueAt(),
                deal.freezeAt(),
                deal.closedAt(),
                deal.closeReason(),
                deal.processInstanceKey());
    }

    /** A person as pages name them. */
    public Owner named(PersonId id) {
        return owner(id.value());
    }
}
