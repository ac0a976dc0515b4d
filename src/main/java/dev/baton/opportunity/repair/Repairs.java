package dev.baton.opportunity.repair;

import dev.baton.opportunity.deal.DealId;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The repair rounds on file (SG-11); all changes join the caller's transaction. */
@Component
class Repairs {

    /** What somebody says the truth about a deal is. */
    enum Decision {
        STAYS,
        RETURN,
        LOST
    }

    /** What came of it. */
    enum Outcome {
        /** It stands where it truly is. */
        KEPT,
        /** The process has been told. */
        SENT,
        /** The process has moved it. */
        MOVED,
        /** It had moved by itself before anybody decided. */
        OVERTAKEN
    }

    record Round(
            UUID id,
            UUID askedBy,
            Instant askedAt,
            Instant dueAt,
            @Nullable Instant endedAt) {}

    /** One deal of a round, and where it stood when the round began. */
    record Item(
            UUID id,
            UUID roundId,
            int position,
            UUID dealId,
            String stage,
            int stageRound,
            Instant enteredAt,
            @Nullable Decision decision,
            @Nullable String toStage,
            @Nullable String reason,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Outcome outcome) {}

    private static final String ITEMS = """
            select id, round_id, position, deal_id, stage, stage_round, entered_at, decision, to_stage, reason, decided_by,
                   decided_at, outcome from deal_repair
            """;

    private final JdbcClient jdbc;

    Repairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two rounds at once are refused by the database. */
    UUID begin(PersonId by, Instant at, Instant due) {
        var id = Ids.next();
        jdbc.sql("insert into deal_repair_round (id, asked_by, asked_at, due_at) values (?, ?, ?, ?)")
                .params(id, by.value(), Timestamp.from(at), Timestamp.from(due))
                .update();
        return id;
    }

    void add(UUID round, int position, StuckDeals.Stuck deal) {
        jdbc.sql("""
                        insert into deal_repair (id, round_id, position, deal_id, stage, stage_round, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        round,
                        position,
                        deal.id().value(),
                        deal.stage(),
                        deal.stageRound(),
                        Timestamp.from(deal.enteredAt()))
                .update();
    }

    Optional<Round> find(UUID round) {
        return jdbc.sql("select id, asked_by, asked_at, due_at, ended_at from deal_repair_round where id = ?")
                .param(round)
                .query(Round.class)
                .optional();
    }

    /** The round that is going on, or else the last one. */
    Optional<Round> latest() {
        return jdbc.sql("""
                        select id, asked_by, asked_at, due_at, ended_at from deal_repair_round
                        order by asked_at desc limit 1""").query(Round.class).optional();
    }

    List<Item> of(UUID round) {
        return jdbc.sql(ITEMS + "where round_id = ? order by position")
                .param(round)
                .query(Item.class)
                .list();
    }

    Optional<Item> item(UUID id) {
        return jdbc.sql(ITEMS + "where id = ?").param(id).query(Item.class).optional();
    }

    /** What the process has been told to do with this stay of a deal. */
    Optional<Item> sent(DealId deal, int stageRound) {
        return jdbc.sql(ITEMS
                        + "where deal_id = ? and stage_round = ? and outcome = 'SENT' order by decided_at desc limit 1")
                .params(deal.value(), stageRound)
                .query(Item.class)
                .optional();
    }

    void decide(
            UUID id,
            Decision decision,
            @Nullable String toStage,
            String reason,
            PersonId by,
            Instant at,
            Outcome outcome) {
        jdbc.sql("""
                        update deal_repair set decision = ?, to_stage = ?, reason = ?, decided_by = ?, decided_at = ?, outcome = ?
                        where id = ?""")
                .params(decision.name(), toStage, reason, by.value(), Timestamp.from(at), outcome.name(), id)
                .update();
    }

    void moved(UUID id) {
        jdbc.sql("update deal_repair set outcome = 'MOVED' where id = ?")
                .param(id)
                .update();
    }

    /** Ends what began before and goes on, if there is such a round. */
    Optional<UUID> endOlderThan(Instant begun, Instant at) {
        return jdbc.sql(
                        "update deal_repair_round set ended_at = ? where ended_at is null and asked_at < ? returning id")
                .params(Timestamp.from(at), Timestamp.from(begun))
                .query(UUID.class)
                .optional();
    }

    void end(UUID round, Instant at) {
        jdbc.sql("update deal_repair_round set ended_at = ? where id = ?")
                .params(Timestamp.from(at), round)
                .update();
    }
}
