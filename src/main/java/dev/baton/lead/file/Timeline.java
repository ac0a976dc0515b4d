package dev.baton.lead.file;

import dev.baton.lead.LeadId;
import dev.baton.notification.LiveUpdates;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
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

/** The history of a lead as people read it: who did what, when. Browsers that show the lead hear of each entry. */
@Component
public class Timeline {

    /** One entry. */
    public record Entry(Instant at, String kind, @Nullable UUID byId, String detail) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Staff staff;
    private final LiveUpdates live;

    Timeline(JdbcClient jdbc, ObjectMapper json, Staff staff, LiveUpdates live) {
        this.jdbc = jdbc;
        this.json = json;
        this.staff = staff;
        this.live = live;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(LeadEvent event) {
        switch (event) {
            case LeadEvent.Assigned it ->
                add(it, "ASSIGNED", Map.of("owner", it.owner().toString(), "by", it.right(), "round", it.round()));
            case LeadEvent.Pooled it -> add(it, "POOLED", Map.of("round", it.round()));
            case LeadEvent.MoveAsked it ->
                add(
                        it,
                        "REASSIGNED",
                        Map.of(
                                "kind",
                                it.kind(),
                                "to",
                                it.to() == null ? "" : it.to().toString(),
                                "reason",
                                orNothing(it.reason())));
            case LeadEvent.Opened it -> add(it, "OPENED", ofRound(it));
            case LeadEvent.Touched it -> add(it, "TOUCHED", Map.of("channel", it.channel()));
            case LeadEvent.Muted it -> add(it, it.muted() ? "MUTED" : "UNMUTED", Map.of());
            case LeadEvent.Contacted it ->
                add(
                        it,
                        "CONTACTED",
                        Map.of(
                                "summary",
                                String.valueOf(it.contact().summary()),
                                "outcome",
                                String.valueOf(it.contact().outcome())));
            case LeadEvent.WindowBreached it -> add(it, "WINDOW_BREACHED", ofRound(it));
            case LeadEvent.Escalated it -> add(it, "ESCALATED", ofRound(it));
            case LeadEvent.Collaboration it ->
                add(
                        it,
                        it.asked() ? "COLLABORATION_ASKED" : "COLLABORATION_DONE",
                        Map.of("note", orNothing(it.note())));
            case LeadEvent.LeftWithOwner it -> add(it, "LEFT_WITH_OWNER", Map.of("note", orNothing(it.note())));
            case LeadEvent.DecisionOvertaken it -> add(it, "DECISION_OVERTAKEN", Map.of("note", orNothing(it.note())));
            case LeadEvent.PhoneReviewed it ->
                add(
                        it,
                        "PHONE_REVIEWED",
                        Map.of("before", it.before(), "after", it.lead().phone()));
            case LeadEvent.Qualified it -> add(it, "QUALIFIED", Map.of());
            case LeadEvent.Lost it -> add(it, "LOST", Map.of());
            case LeadEvent.DealOpened it ->
                add(it, "DEAL_OPENED", Map.of("dealId", it.deal().toString()));
            case LeadEvent.DealEnded it ->
                add(it, "DEAL_" + it.as().name(), Map.of("dealId", it.deal().toString()));
            case LeadEvent.StartedAgain it -> add(it, "STARTED_AGAIN", Map.of());
        }
    }

    private static Map<String, ?> ofRound(LeadEvent event) {
        return Map.of("round", event.lead().round());
    }

    private static String orNothing(@Nullable String words) {
        return words == null ? "" : words;
    }

    private void add(LeadEvent event, String kind, Map<String, ?> detail) {
        var lead = event.lead();
        var by = event.by();
        try {
            jdbc.sql("insert into lead_event (id, lead_id, at, kind, by_id, detail) values (?, ?, ?, ?, ?, ?::jsonb)")
                    .params(
                            Ids.next(),
                            lead.getId(),
                            Timestamp.from(event.at()),
                            kind,
                            by == null ? null : by.value(),
                            json.writeValueAsString(detail))
                    .update();
            live.leadChanged(lead.getId(), audience(lead));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the detail of an entry must be JSON", e);
        }
    }

    /** Whose screens may show the lead now. */
    private List<PersonId> audience(Lead lead) {
        var people = new ArrayList<PersonId>();
        staff.supervisorsOf(lead.region()).forEach(person -> people.add(person.id()));
        var owner = lead.owner();
        if (owner != null) {
            people.add(owner);
        }
        return people;
    }

    public List<Entry> of(LeadId lead) {
        return jdbc.sql(
                        "select at, kind, by_id, detail::text as detail from lead_event where lead_id = ? order by at, id")
                .param(lead.value())
                .query(Entry.class)
                .list();
    }
}
