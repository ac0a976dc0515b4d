package dev.baton.lead.desk;

import dev.baton.engine.Inbox;
import dev.baton.engine.UserTaskRule;
import dev.baton.lead.Phone;
import dev.baton.lead.contact.Contact;
import dev.baton.lead.contact.ContactGate;
import dev.baton.lead.file.Lead;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.lead.intake.CorrectingPhone;
import dev.baton.lead.owner.ApplyingManagerDecision;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** What the user tasks of {@code lead-response} show and accept. */
@Component
class LeadTasks implements UserTaskRule {

    /** An empty number says that the one on file is right (DH-02). */
    record PhoneReview(@Nullable String number) {}

    private final Leads leads;
    private final Staff staff;
    private final ApplyingManagerDecision deciding;
    private final ObjectMapper json;
    private final Clock clock;

    LeadTasks(Leads leads, Staff staff, ApplyingManagerDecision deciding, ObjectMapper json, Clock clock) {
        this.leads = leads;
        this.staff = staff;
        this.deciding = deciding;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(LeadResponse.PROCESS);
    }

    @Override
    public String subject(Inbox.Task task) {
        return leads.findById(task.recordId()).map(Lead::name).orElse("");
    }

    @Override
    public Map<UUID, String> subjects(List<Inbox.Task> tasks) {
        return UserTaskRule.namesOf(tasks, leads::findNames);
    }

    @Override
    public Map<String, Object> formData(Inbox.Task task) {
        var data = new HashMap<String, Object>();
        leads.findById(task.recordId()).ifPresent(lead -> {
            data.put("leadName", lead.name());
            // In the pool nobody has the number yet: whoever claims the lead gets it.
            data.put(
                    "phone",
                    task.elementId().equals(LeadResponse.Tasks.CLAIM)
                            ? Phone.masked(Phone.national(lead.phone()))
                            : Phone.national(lead.phone()));
            data.put("source", lead.source());
            if (task.elementId().equals(LeadResponse.Tasks.OVERDUE)
                    || task.elementId().equals(LeadResponse.Tasks.STALLED)) {
                data.put(
                        "people",
                        staff.reps().stream()
                                .filter(Person::active)
                                .filter(person ->
                                        lead.region() == null || lead.region().equals(person.region()))
                                .map(person -> Map.of(
                                        "label",
                                        person.name(),
                                        "value",
                                        person.id().toString()))
                                .toList());
            }
        });
        return data;
    }

    @Override
    public boolean claimIsAnswer(Inbox.Task task) {
        return task.elementId().equals(LeadResponse.Tasks.CLAIM);
    }

    @Override
    public Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables) {
        return switch (task.elementId()) {
            case LeadResponse.Tasks.CONTACT, LeadResponse.Tasks.FOLLOW_UP -> contact(by, variables);
            case LeadResponse.Tasks.OVERDUE, LeadResponse.Tasks.STALLED -> decision(by, variables);
            case LeadResponse.Tasks.CLAIM -> Map.of("ownerId", claimant(by).toString(), "assignedBy", "CLAIM");
            case LeadResponse.Tasks.REVIEW_PHONE -> review(by, variables);
            // A task that the owner of the process has drawn: nothing of it is known here.
            default -> Map.of("completedBy", by.toString());
        };
    }

    private PersonId claimant(UUID by) {
        return staff.find(new PersonId(by))
                .filter(Person::active)
                .map(Person::id)
                .orElseThrow(() -> Refusal.forbidden("not-allowed"));
    }

    private Map<String, Object> contact(UUID by, Map<String, Object> variables) {
        var contact = read("contact", variables, Contact.class);
        var findings = ContactGate.check(contact, clock.instant());
        if (!findings.isEmpty()) {
            var first = findings.getFirst();
            throw Refusal.incomplete(first.code(), first.field());
        }
        return Map.of("contact", plain(contact), "completedBy", by.toString());
    }

    private Map<String, Object> review(UUID by, Map<String, Object> variables) {
        var number = variables.get("phoneReview") == null && variables.containsKey("phoneReview")
                ? null
                : read("phoneReview", variables, PhoneReview.class).number();
        CorrectingPhone.read(number);
        var review = new HashMap<String, Object>();
        review.put("number", number);
        return Map.of("phoneReview", review, "completedBy", by.toString());
    }

    private Map<String, Object> decision(UUID by, Map<String, Object> variables) {
        var decision = read("decision", variables, ApplyingManagerDecision.Decision.class);
        deciding.check(decision, new PersonId(by));
        return Map.of("decision", decision, "completedBy", by.toString());
    }

    private <T> T read(String name, Map<String, Object> variables, Class<T> type) {
        var given = variables.containsKey(name) ? variables.get(name) : variables;
        try {
            return json.convertValue(given, type);
        } catch (JacksonException e) {
            throw Refusal.invalid("unreadable", name, Map.of("field", name));
        }
    }

    private static Map<String, Object> plain(Contact contact) {
        var plain = new HashMap<String, Object>();
        plain.put("summary", contact.summary());
        plain.put("outcome", contact.outcome());
        plain.put("intent", contact.intent());
        Instant next = contact.nextFollowUpAt();
        plain.put("nextFollowUpAt", next == null ? null : next.toString());
        plain.put("lostReason", contact.lostReason());
        return plain;
    }
}
