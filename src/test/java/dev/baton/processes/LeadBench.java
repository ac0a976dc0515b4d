package dev.baton.processes;

import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays every worker of {@code lead-response}. */
final class LeadBench extends EngineBench {

    LeadBench() {
        this(EngineInMemory.startWithEverythingDeployed());
    }

    LeadBench(EngineInMemory engine) {
        super(engine, List.of("lead-response"), List.of("leadId"));
        standardAnswers();
    }

    @Override
    Lead follow(String leadId) {
        return (Lead) super.follow(leadId);
    }

    @Override
    Lead newCase(String id) {
        return new Lead(id);
    }

    /** Starts a lead by the message that intake publishes. */
    Lead lead(Map<String, ?> variables) {
        return lead(variables, lead -> {});
    }

    Lead lead(Map<String, ?> variables, Consumer<Lead> before) {
        var lead = follow(UUID.randomUUID().toString());
        before.accept(lead);
        var start = new HashMap<String, @Nullable Object>();
        start.put("round", 0);
        start.put("region", "east");
        start.put("industry", "manufacturing");
        start.put("companySize", "large");
        start.put("source", "site-form");
        start.put("intent", "high");
        start.putAll(variables);
        start.put("leadId", lead.id);
        start("lead.received", lead, start);
        return lead;
    }

    /** One lead on its way. */
    final class Lead extends Case {

        private Lead(String id) {
            super(id);
        }

        /** What a message about the present assignment is known by. */
        String assignment() {
            return id + ":" + variable("assignmentNumber");
        }

        /** What a message about the present wait is known by. */
        String hold() {
            return id + ":" + variable("decisionId").replace("\"", "");
        }

        void contact(String elementId, String outcome) {
            complete(elementId, Map.of("contact", Map.of("summary", "谈过了", "outcome", outcome), "completedBy", OWNER));
        }
    }

    private void standardAnswers() {
        standard("lead.cleanPhone", job -> Map.of("duplicateRun", false, "phoneStatus", "VALID"));
        standard("assignment.listCandidates", job -> candidates());
        standard("assignment.chooseOwner", job -> Map.of("ownerId", OWNER, "assignedBy", "RULE"));
        standard("assignment.assignFallback", job -> Map.of("ownerId", OWNER, "assignedBy", "FALLBACK"));
        standard(
                "lead.offerToPool",
                job -> Map.of(
                        "round",
                        1,
                        "poolDueAt",
                        now().plus(Duration.ofHours(24)).toString()));
        standard("lead.assignLead", this::handOver);
        standard("lead.breachWindow", job -> Map.of("opened", false));
        standard("lead.escalateToManager", job -> Map.of("managerTaskNeeded", true));
        standard("lead.remindSupervisor", job -> Map.of("managerTaskNeeded", true));
        standard("lead.recordContact", this::recordContact);
        standard("lead.applyManagerDecision", job -> Collections.singletonMap("decision", null));
    }

    static Map<String, Object> candidates() {
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("decisionId", UUID.randomUUID().toString());
        answer.put("candidateCount", 2);
        answer.put("candidates", List.of(candidate(OWNER, 3), candidate(SOMEBODY_ELSE, 9)));
        answer.put("parameters", Map.of("saturationReference", 6, "responseReference", 4200, "teamRate", 0.25));
        answer.put("hold", false);
        answer.put("holdUntil", null);
        return answer;
    }

    private static Map<String, Object> candidate(String id, int saturation) {
        return Map.of(
                "id",
                id,
                "saturation",
                saturation,
                "responseSeconds",
                0,
                "responses",
                0,
                "won",
                0,
                "closed",
                0,
                "stale",
                false);
    }

    private Map<String, Object> handOver(ActivatedJob job) {
        var window = (Map<?, ?>) job.getVariable("window");
        var length = Duration.ofMinutes(((Number) window.get("minutes")).longValue());
        var share = ((Number) window.get("reminderShare")).doubleValue();
        var factor = ((Number) window.get("managerFactor")).intValue();
        return Map.of(
                "round",
                (Integer) job.getVariable("round") + 1,
                "assignmentNumber",
                (Integer) job.getVariablesAsMap().getOrDefault("assignmentNumber", 0) + 1,
                "firstReminderAt",
                now().plusSeconds(Math.round(length.toSeconds() * share)).toString(),
                "windowDueAt",
                now().plus(length).toString(),
                "managerDueAt",
                now().plus(length.multipliedBy(factor)).toString(),
                "regionGroup",
                "sales-east",
                "managerGroup",
                "managers-east");
    }

    private Map<String, Object> recordContact(ActivatedJob job) {
        var entered = (Map<?, ?>) job.getVariablesAsMap().get("contact");
        var contact = entered == null ? Map.of() : entered;
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("contactAccepted", contact.containsKey("summary"));
        answer.put("missing", contact.containsKey("summary") ? List.of() : List.of("summary"));
        answer.put("outcome", contact.get("outcome"));
        answer.put("nextFollowUpAt", now().plus(Duration.ofHours(24)).toString());
        answer.put("followUpDueAt", now().plus(Duration.ofHours(48)).toString());
        answer.put("round", (Integer) job.getVariable("round") + 1);
        answer.put("contact", null);
        answer.put("completedBy", null);
        return answer;
    }
}
