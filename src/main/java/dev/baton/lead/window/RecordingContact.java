package dev.baton.lead.window;

import dev.baton.engine.Deadlines;
import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.lead.contact.Contact;
import dev.baton.lead.contact.ContactGate;
import dev.baton.lead.file.AnswersOfPeople;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets a reported contact count, or sends it back with what is missing (LR-11); keeps both clocks of F-07. */
@Component
public class RecordingContact {

    /** @param missing names of the fields that are missing or wrong; empty when accepted */
    public record Logged(
            boolean accepted,
            List<String> missing,
            int round,
            @Nullable String outcome,
            @Nullable Instant nextFollowUpAt,
            @Nullable Instant followUpDueAt) {}

    private static final List<String> REPORTED_AT = List.of(LeadResponse.Tasks.CONTACT, LeadResponse.Tasks.FOLLOW_UP);

    private final Leads leads;
    private final AnswersOfPeople answers;
    private final ResponseWindows windows;
    private final Deadlines deadlines;
    private final Inbox inbox;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecordingContact(
            Leads leads,
            AnswersOfPeople answers,
            ResponseWindows windows,
            Deadlines deadlines,
            Inbox inbox,
            JdbcClient jdbc,
            Clock clock) {
        this.leads = leads;
        this.answers = answers;
        this.windows = windows;
        this.deadlines = deadlines;
        this.inbox = inbox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Logged log(LeadId id, @Nullable Contact contact, long processInstance, @Nullable WindowRule rule) {
        var lead = leads.change(id);
        var now = clock.instant();
        var reported = contact == null ? new Contact(null, null, null, null, null) : contact;
        var findings = ContactGate.check(reported, now);
        if (!findings.isEmpty()) {
            // A refusal changes no date: the task that opens again takes its timer from them.
            return new Logged(
                    false,
                    findings.stream().map(ContactGate.Finding::field).toList(),
                    lead.round(),
                    null,
                    lead.nextFollowUpAt(),
                    lead.followUpDueAt());
        }
        var by = answers.who(id, processInstance, REPORTED_AT);
        return accept(lead, reported, by, rule == null || !rule.isUsable() ? WindowRule.FALLBACK : rule, now);
    }

    private Logged accept(Lead lead, Contact contact, @Nullable PersonId by, WindowRule rule, Instant now) {
        var id = lead.leadId();
        var goesOn = "follow-up".equals(contact.outcome());
        var followUpDue = goesOn ? now.plus(rule.longestSilence()) : null;
        deadlines.close(id.value(), lead.round());
        windows.touched(id, lead.round(), now);
        inbox.withdraw(id.value(), LeadResponse.Tasks.OF_AN_OWNER);
        var round = lead.contacted(contact, by, now, followUpDue);
        if (followUpDue != null) {
            deadlines.open(id.value(), round, Map.of(LeadResponse.Deadlines.FOLLOW_UP, followUpDue));
        }
        jdbc.sql("""
                        insert into contact_entry (id, lead_id, at, by_id, summary, outcome, intent, next_follow_up_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        id.value(),
                        Timestamp.from(now),
                        by == null ? null : by.value(),
                        contact.summary(),
                        contact.outcome(),
                        contact.intent(),
                        contact.nextFollowUpAt() == null ? null : Timestamp.from(contact.nextFollowUpAt()))
                .update();
        leads.save(lead);
        return new Logged(true, List.of(), round, contact.outcome(), lead.nextFollowUpAt(), followUpDue);
    }
}
