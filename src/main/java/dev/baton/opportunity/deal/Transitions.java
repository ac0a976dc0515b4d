package dev.baton.opportunity.deal;

import dev.baton.opportunity.policy.Move;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every change of stage that the process made: what boards, rates and heat maps count. */
@Component
public class Transitions {

    /** One change of stage; {@code dwellSeconds} is how long the deal had stood in the stage that it left. */
    public record Transition(
            Instant at,
            @Nullable String fromStage,
            String toStage,
            Move kind,
            @Nullable String reason,
            @Nullable UUID byId,
            @Nullable Long dwellSeconds) {}

    private final JdbcClient jdbc;

    Transitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.Entered it) {
        add(it.deal(), it.at(), it.from(), it.to(), it.pass().kind(), it.pass(), it.stood());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent.Closed it) {
        add(
                it.deal(),
                it.at(),
                it.from(),
                it.won() ? Deal.WON : Deal.LOST,
                it.won() ? Move.WON : Move.LOST,
                it.pass(),
                it.stood());
    }

    private void add(
            Deal deal,
            Instant at,
            @Nullable String from,
            String to,
            Move kind,
            Deal.Pass by,
            @Nullable Duration dwell) {
        jdbc.sql("""
                        insert into deal_transition (id, deal_id, at, from_stage, to_stage, kind, reason, by_id,
                                                     dwell_seconds, region, owner_id, variant)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        deal.getId(),
                        Timestamp.from(at),
                        from,
                        to,
                        kind.name(),
                        by.reason(),
                        id(by.by()),
                        dwell == null ? null : dwell.toSeconds(),
                        deal.region(),
                        deal.owner().value(),
                        deal.variantOrNull())
                .update();
    }

    public List<Transition> of(DealId deal) {
        return jdbc.sql("""
                        select at, from_stage, to_stage, kind, reason, by_id, dwell_seconds from deal_transition
                        where deal_id = ? order by at, id""").param(deal.value()).query(Transition.class).list();
    }

    private static @Nullable UUID id(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }
}
