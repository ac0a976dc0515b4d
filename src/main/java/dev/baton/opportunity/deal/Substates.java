package dev.baton.opportunity.deal;

import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The history of sub-states, and the questions why one stood too long. */
@Component
public class Substates {

    /** A sub-state and how long it lasted; {@code until} is absent for the present one. */
    public record Spell(
            int round,
            String stage,
            String substate,
            Instant since,
            @Nullable Instant until,
            @Nullable UUID byId) {}

    /** A question why a deal stands, with the answer where there is one. */
    public record Blocker(
            UUID dealId,
            int round,
            String stage,
            String substate,
            Instant askedAt,
            @Nullable String reason,
            @Nullable String note,
            @Nullable Instant answeredAt,
            @Nullable UUID byId) {}

    private final JdbcClient jdbc;

    Substates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent event) {
        switch (event) {
            case DealEvent.Entered it -> begin(it.deal(), it.at(), it.by());
            case DealEvent.SubstateTicked it -> begin(it.deal(), it.at(), it.by());
            case DealEvent.SubstateFollowed it -> begin(it.deal(), it.at(), null);
            case DealEvent.Closed it -> end(it.deal(), it.at());
            default -> {
                // Goes on in the same one.
            }
        }
    }

    private void begin(Deal deal, Instant at, @Nullable PersonId by) {
        jdbc.sql("update deal_substate set until = ? where deal_id = ? and until is null")
                .params(Timestamp.from(at), deal.getId())
                .update();
        jdbc.sql("insert into deal_substate (deal_id, round, stage, substate, since, by_id) values (?, ?, ?, ?, ?, ?)")
                .params(
                        deal.getId(),
                        deal.substateRound(),
                        deal.stage(),
                        deal.substate(),
                        Timestamp.from(at),
                        by == null ? null : by.value())
                .update();
    }

    private void end(Deal deal, Instant at) {
        jdbc.sql("update deal_substate set until = ? where deal_id = ? and until is null")
                .params(Timestamp.from(at), deal.getId())
                .update();
    }

    public void ask(Deal deal, Instant at) {
        jdbc.sql("""
                        insert into deal_blocker (deal_id, round, stage, substate, asked_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(deal.getId(), deal.substateRound(), deal.stage(), deal.substate(), Timestamp.from(at))
                .update();
    }

    public void answer(Deal deal, String reason, @Nullable String note, @Nullable PersonId by, Instant at) {
        jdbc.sql("""
                        update deal_blocker set reason = ?, note = ?, by_id = ?, answered_at = ?
                        where deal_id = ? and answered_at is null""")
                .params(reason, note, by == null ? null : by.value(), Timestamp.from(at), deal.getId())
                .update();
    }

    public List<Spell> of(DealId deal) {
        return jdbc.sql("""
                        select round, stage, substate, since, until, by_id from deal_substate
                        where deal_id = ? order by round""").param(deal.value()).query(Spell.class).list();
    }

    /** The newest one of this stay that is not the given one. */
    public Optional<String> before(Deal deal, String substate) {
        return of(deal.dealId()).reversed().stream()
                .filter(spell -> spell.round() >= deal.stageRound())
                .map(Spell::substate)
                .filter(other -> !other.equals(substate))
                .findFirst();
    }

    /** The questions about a deal, newest first. */
    public List<Blocker> blockers(DealId deal) {
        return jdbc.sql("select * from deal_blocker where deal_id = ? order by round desc")
                .param(deal.value())
                .query(Blocker.class)
                .list();
    }

    public Optional<Blocker> open(DealId deal) {
        return blockers(deal).stream()
                .filter(blocker -> blocker.answeredAt() == null)
                .findFirst();
    }
}
