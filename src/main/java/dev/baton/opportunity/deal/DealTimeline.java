package dev.baton.opportunity.deal;

import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** The history of a deal as people read it: who did what, when. */
@Component
public class DealTimeline {

    /** One entry. */
    public record Entry(Instant at, String kind, @Nullable UUID byId, String detail) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DealTimeline(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DealEvent event) {
        var kind =
                switch (event) {
                    case DealEvent.Opened it -> "OPENED";
                    case DealEvent.Entered it -> "STAGE_ENTERED";
                    case DealEvent.Closed it -> it.won() ? "WON" : "LOST";
                    case DealEvent.Edited it -> "EDITED";
                    case DealEvent.ConditionSaid it -> it.met() ? "CONDITION_MET" : "CONDITION_OPEN";
                    case DealEvent.ActionDone it -> "ACTION_DONE";
                    case DealEvent.SubstateTicked it -> "SUBSTATE_TICKED";
                    case DealEvent.GatePassed it -> "GATE_PASSED";
                    case DealEvent.GateRefused it -> "GATE_REFUSED";
                    case DealEvent.ApprovalRead it -> "APPROVAL_DECIDED";
                    case DealEvent.StartedAgain it -> "STARTED_AGAIN";
                    case DealEvent.PaymentReceived it -> "PAYMENT_RECEIVED";
                    case DealEvent.SubstateFollowed it -> null;
                    case DealEvent.HandedOver it -> null;
                };
        if (kind != null) {
            add(event.deal().dealId(), event.at(), kind, event.by(), detail(event));
        }
    }

    static Map<String, ?> detail(DealEvent event) {
        return switch (event) {
            case DealEvent.Opened it -> Map.of("owner", it.deal().owner().toString());
            case DealEvent.Entered it -> {
                var detail = new HashMap<String, Object>();
                detail.put("kind", it.pass().kind().name());
                detail.put("stage", it.to());
                if (it.from() != null) {
                    detail.put("from", it.from());
                }
                if (it.pass().reason() != null) {
                    detail.put("reason", it.pass().reason());
                }
                yield detail;
            }
            case DealEvent.Closed it -> Map.of("stage", it.from(), "reason", it.reason());
            case DealEvent.Edited it -> Map.of("fields", List.copyOf(it.after().keySet()));
            case DealEvent.ConditionSaid it -> Map.of("condition", it.condition());
            case DealEvent.ActionDone it -> Map.of("action", it.action(), "written", it.written());
            case DealEvent.SubstateTicked it -> Map.of("substate", it.substate());
            case DealEvent.GatePassed it ->
                Map.of(
                        "stage",
                        it.stage(),
                        "kind",
                        it.pass().kind().name(),
                        "reason",
                        it.pass().reason() == null ? "" : it.pass().reason());
            case DealEvent.GateRefused it ->
                Map.of("stage", String.valueOf(it.deal().stage()), "missing", it.missing());
            case DealEvent.ApprovalRead it -> {
                var detail = new HashMap<String, Object>();
                detail.put("approval", it.approval());
                detail.put("outcome", it.outcome());
                if (it.reason() != null) {
                    detail.put("reason", it.reason());
                }
                yield detail;
            }
            case DealEvent.PaymentReceived it ->
                Map.of("amount", it.money().toString(), "receivedOn", it.on().toString());
            case DealEvent.StartedAgain it -> Map.of();
            case DealEvent.SubstateFollowed it -> Map.of();
            case DealEvent.HandedOver it -> Map.of();
        };
    }

    public void add(DealId deal, Instant at, String kind, @Nullable PersonId by, Map<String, ?> detail) {
        try {
            jdbc.sql("insert into deal_event (id, deal_id, at, kind, by_id, detail) values (?, ?, ?, ?, ?, ?::jsonb)")
                    .params(
                            Ids.next(),
                            deal.value(),
                            Timestamp.from(at),
                            kind,
                            by == null ? null : by.value(),
                            json.writeValueAsString(detail))
                    .update();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the detail of an entry must be JSON", e);
        }
    }

    public List<Entry> of(DealId deal) {
        return jdbc.sql(
                        "select at, kind, by_id, detail::text as detail from deal_event where deal_id = ? order by at, id")
                .param(deal.value())
                .query(Entry.class)
                .list();
    }
}
