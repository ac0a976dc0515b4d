package dev.baton.processes;

import dev.baton.opportunity.deal.DealId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says whether deals may stand where they stand, by what the deployed tables ask for and by what is in the ledger and on
 * the ballots: it shares no line with the gates that it judges.
 */
final class TablesAndLedger {

    record Stage(String key, int order, String approval, Set<String> conditions, Set<String> files) {}

    private record Deal(
            UUID id,
            String state,
            String stage,
            String customerType,
            String variant,
            String contractType,
            BigDecimal amount,
            BigDecimal discount) {}

    private record Accepted(UUID recordId, String entry) {}

    private record Ballot(UUID dealId, String kind, String step, int needed, int seats, int votes) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final Tables tables;
    private final List<Stage> stages;
    private final Map<Map<String, ?>, Set<String>> chains = new HashMap<>();

    TablesAndLedger(JdbcClient jdbc, Tables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.stages = Stream.of(
                        "first-contact",
                        "needs-analysis",
                        "solution-demo",
                        "solution-accepted",
                        "quote-approval",
                        "contract-approval",
                        "signing")
                .map(this::read)
                .sorted(java.util.Comparator.comparingInt(Stage::order))
                .toList();
    }

    List<Stage> stages() {
        return stages;
    }

    /** What is wrong, in words; empty where everything is as it must be. */
    List<String> objections(Collection<DealId> which) {
        var ids = which.stream().map(DealId::value).toArray(UUID[]::new);
        var accepted = jdbc
                .sql("select record_id, entry from evidence_ledger where kind = 'ACCEPTED' and record_id = any(?)")
                .param(ids)
                .query(Accepted.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Accepted::recordId));
        var kinds = jdbc
                .sql("select id, kind from evidence_piece where record_id = any(?)")
                .param(ids)
                .query((row, number) -> Map.entry(row.getString("id"), row.getString("kind")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var ballots = jdbc.sql("""
                        select a.deal_id, a.kind, s.key as step, s.needed,
                               (select count(*)::int from approval_seat x where x.step_id = s.id) as seats,
                               (select count(*)::int from approval_seat x where x.step_id = s.id and x.vote = 'approve') as votes
                        from approval a join approval_step s on s.approval_id = a.id
                        where a.deal_id = any(?) and a.outcome = 'APPROVED'""").param(ids).query(Ballot.class).list();
        var objections = new ArrayList<String>();
        for (var deal : jdbc.sql("""
                        select id, state, coalesce(stage, '') as stage, customer_type, coalesce(variant, '') as variant,
                               coalesce(contract_type, '') as contract_type, amount, discount
                        from deal where id = any(?) order by id""").param(ids).query(Deal.class).list()) {
            object(deal, accepted.getOrDefault(deal.id(), List.of()), kinds, ballots)
                    .ifPresent(objections::add);
        }
        return objections;
    }

    /** The first thing that is wrong. */
    private Optional<String> object(
            Deal deal, List<Accepted> accepted, Map<String, String> kinds, List<Ballot> ballots) {
        var won = deal.state().equals("WON");
        var there = won ? "won" : deal.stage();
        var order = won
                ? Integer.MAX_VALUE
                : stages.stream()
                        .filter(stage -> stage.key().equals(deal.stage()))
                        .findFirst()
                        .orElseThrow()
                        .order();
        for (var stage : stages) {
            if (stage.order() >= order) {
                break;
            }
            if (accepted.stream().noneMatch(entry -> meets(stage, json(entry.entry()), kinds))) {
                return Optional.of(deal.id() + " stands in " + there + " without the gate of " + stage.key());
            }
            if (!stage.approval().equals("none") && !isVoted(deal, stage.approval(), ballots)) {
                return Optional.of(deal.id() + " stands in " + there + " without the votes of " + stage.approval());
            }
        }
        return Optional.empty();
    }

    private static boolean meets(Stage stage, JsonNode entry, Map<String, String> kinds) {
        var conditions = new HashSet<>(entry.at("/facts/conditions").propertyNames());
        var files = new HashSet<@Nullable String>();
        entry.at("/pieces").forEach(piece -> files.add(kinds.get(piece.get("id").asString())));
        return entry.at("/gate").asString().equals(stage.key())
                && conditions.containsAll(stage.conditions())
                && files.containsAll(stage.files());
    }

    /** Every step that the table asks for, for the figures as they are now, has the votes that it needs. */
    private boolean isVoted(Deal deal, String kind, List<Ballot> ballots) {
        var mine = ballots.stream()
                .filter(ballot ->
                        ballot.dealId().equals(deal.id()) && ballot.kind().equals(kind))
                .toList();
        return chain(deal, kind).stream().allMatch(step -> mine.stream()
                .anyMatch(ballot -> ballot.step().equals(step)
                        && ballot.needed() > 0
                        && ballot.votes() >= Math.min(ballot.needed(), ballot.seats())));
    }

    private Set<String> chain(Deal deal, String kind) {
        var asked = Map.<String, Object>of(
                "kind",
                kind,
                "customerType",
                deal.customerType(),
                "variant",
                deal.variant(),
                "contractType",
                deal.contractType(),
                "amount",
                deal.amount(),
                "discount",
                deal.discount());
        return chains.computeIfAbsent(asked, any -> words(tables.ask("approval-chain", asked), "step"));
    }

    private Stage read(String key) {
        var context = Map.of("stage", key);
        var row = tables.ask("stage-policy", context);
        var files = new HashSet<String>();
        tables.ask("stage-evidence", context).forEach(file -> {
            if (file.get("required").asBoolean()) {
                files.add(file.get("kind").asString());
            }
        });
        return new Stage(
                key,
                row.get("order").asInt(),
                row.get("approval").asString(),
                words(tables.ask("stage-conditions", context), "code"),
                files);
    }

    private static Set<String> words(JsonNode rows, String column) {
        var words = new HashSet<String>();
        rows.forEach(row -> words.add(row.get(column).asString()));
        return words;
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
