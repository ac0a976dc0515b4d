package dev.baton.processes;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.process.test.filters.RecordStream;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays every worker of {@code lead-response}, so that a test says only what differs.
 *
 * <p>Nothing runs by itself: jobs are taken and answered when {@link #run} says so. So each test sees the diagram
 * alone, one step after the other.
 */
final class Stage implements AutoCloseable {

    static final String USER_TASK = "io.camunda.zeebe:userTask";
    static final String OWNER = "01980000-0000-7000-8000-000000000001";
    static final String SOMEBODY_ELSE = "01980000-0000-7000-8000-000000000002";
    private static final Duration FOR_EVER = Duration.ofDays(4000);

    final EngineInMemory engine = EngineInMemory.startWithEverythingDeployed();
    private final Set<String> jobTypes =
            new LinkedHashSet<>(Diagram.of("lead-response").jobTypes());
    private final Map<String, Lead> leads = new HashMap<>();
    private @Nullable Function<ActivatedJob, Map<String, ?>> workers;

    Stage() {
        jobTypes.add(USER_TASK);
    }

    /** Lets these answer where a test says nothing else. */
    void playedBy(Function<ActivatedJob, Map<String, ?>> real) {
        workers = real;
    }

    /** Follows a lead that something else has started or will start. */
    Lead follow(String leadId) {
        return leads.computeIfAbsent(leadId, Lead::new);
    }

    /** Starts a lead by the message that intake publishes. */
    Lead lead(Map<String, ?> variables) {
        return lead(variables, lead -> {});
    }

    Lead lead(Map<String, ?> variables, java.util.function.Consumer<Lead> before) {
        var lead = new Lead(UUID.randomUUID().toString());
        before.accept(lead);
        leads.put(lead.id, lead);
        var start = new HashMap<String, @Nullable Object>();
        start.put("round", 0);
        start.put("region", "east");
        start.put("industry", "manufacturing");
        start.put("companySize", "large");
        start.put("source", "site-form");
        start.put("intent", "high");
        start.putAll(variables);
        start.put("leadId", lead.id);
        engine.client
                .newPublishMessageCommand()
                .messageName("lead.received")
                .correlationKey(lead.id)
                .messageId(lead.id)
                .timeToLive(Duration.ofMinutes(1))
                .variables(start)
                .send()
                .join();
        run();
        return lead;
    }

    /** Puts a lead straight into one element, with the variables that the way there would have set. */
    Lead leadAt(String elementId, Map<String, ?> variables) {
        var lead = new Lead(UUID.randomUUID().toString());
        leads.put(lead.id, lead);
        var all = new HashMap<String, Object>(variables);
        all.put("leadId", lead.id);
        engine.client
                .newCreateInstanceCommand()
                .bpmnProcessId("lead-response")
                .latestVersion()
                .variables(all)
                .startBeforeElement(elementId)
                .send()
                .join();
        return lead;
    }

    /** Answers jobs until none is left but those of people. */
    void run() {
        do {
            while (answerJobs() > 0) {
                // Completing a job usually brings the next one at once; only the last look has to wait.
            }
            engine.settle();
        } while (answerJobs() > 0);
    }

    void advance(Duration time) {
        engine.advance(time);
        run();
    }

    Instant now() {
        return engine.now();
    }

    void publish(String message, Lead lead, Map<String, ?> variables) {
        engine.client
                .newPublishMessageCommand()
                .messageName(message)
                .correlationKey(lead.id)
                .timeToLive(Duration.ofMinutes(1))
                .variables(variables)
                .send()
                .join();
        run();
    }

    RecordStream records() {
        return engine.records();
    }

    @Override
    public void close() {
        engine.close();
    }

    private int answerJobs() {
        var polls = jobTypes.stream()
                .map(type -> engine.client
                        .newActivateJobsCommand()
                        .jobType(type)
                        .maxJobsToActivate(2000)
                        .timeout(FOR_EVER)
                        .workerName("stage")
                        .requestTimeout(Duration.ofSeconds(-1))
                        .send())
                .toList();
        var jobs =
                polls.stream().flatMap(poll -> poll.join().getJobs().stream()).toList();
        var completions = jobs.stream()
                .filter(job -> !job.getType().equals(USER_TASK))
                .map(job -> engine.client
                        .newCompleteCommand(job)
                        .variables(leadOf(job).answer(job))
                        .send())
                .toList();
        completions.forEach(completion -> completion.join());
        jobs.stream()
                .filter(job -> job.getType().equals(USER_TASK))
                .forEach(job -> leadOf(job).tasks.add(job));
        return jobs.size();
    }

    private Lead leadOf(ActivatedJob job) {
        return leads.get(job.getVariable("leadId").toString());
    }

    /** One lead on its way. */
    final class Lead {

        final String id;
        private final Map<String, Function<ActivatedJob, Map<String, ?>>> answers = new HashMap<>(standardAnswers());
        private final List<ActivatedJob> jobs = new ArrayList<>();
        private final List<ActivatedJob> tasks = new ArrayList<>();

        private Lead(String id) {
            this.id = id;
        }

        /** From now on the worker of that job type answers this. */
        Lead answering(String jobType, Supplier<Map<String, ?>> answer) {
            answers.put(jobType, job -> answer.get());
            return this;
        }

        private Map<String, ?> answer(ActivatedJob job) {
            jobs.add(job);
            return workers != null
                    ? workers.apply(job)
                    : answers.getOrDefault(job.getType(), any -> Map.of()).apply(job);
        }

        /** The elements whose jobs were answered, in order. */
        List<String> steps() {
            return jobs.stream().map(ActivatedJob::getElementId).toList();
        }

        long times(String elementId) {
            return steps().stream().filter(elementId::equals).count();
        }

        ActivatedJob step(String elementId) {
            return jobs.stream()
                    .filter(job -> job.getElementId().equals(elementId))
                    .reduce((first, last) -> last)
                    .orElseThrow();
        }

        /** The newest task of that element; it may be over. */
        ActivatedJob task(String elementId) {
            return tasks.stream()
                    .filter(job -> job.getElementId().equals(elementId))
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new AssertionError("no task " + elementId + " for " + id));
        }

        List<String> tasks() {
            return tasks.stream().map(ActivatedJob::getElementId).toList();
        }

        void complete(String elementId, Map<String, ?> variables) {
            finish(elementId, variables);
            run();
        }

        /** Completes the task and leaves the jobs that follow unanswered. */
        void finish(String elementId, Map<String, ?> variables) {
            engine.client
                    .newCompleteCommand(task(elementId))
                    .variables(variables)
                    .send()
                    .join();
        }

        void contact(String elementId, String outcome) {
            complete(elementId, Map.of("contact", Map.of("summary", "谈过了", "outcome", outcome), "completedBy", OWNER));
        }

        /** The elements that were completed, in order. */
        List<String> completed() {
            var found = new ArrayList<String>();
            var keys = keys();
            for (var record : records().processInstanceRecords()) {
                if (keys.contains(record.getValue().getProcessInstanceKey())
                        && record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED) {
                    found.add(record.getValue().getElementId());
                }
            }
            return found;
        }

        /** Whether the instance is over. */
        boolean over() {
            return completed().contains("lead-response");
        }

        List<String> incidents() {
            var found = new ArrayList<String>();
            var keys = keys();
            for (var record : records().incidentRecords()) {
                if (keys.contains(record.getValue().getProcessInstanceKey())
                        && record.getIntent() == IncidentIntent.CREATED
                        && record.getRejectionType() == RejectionType.NULL_VAL) {
                    found.add(record.getValue().getElementId() + ": "
                            + record.getValue().getErrorMessage());
                }
            }
            return found;
        }

        /** The last value of a variable of the process, as JSON. */
        @Nullable
        String variable(String name) {
            String value = null;
            var keys = keys();
            for (var record : records().variableRecords()) {
                if (keys.contains(record.getValue().getProcessInstanceKey())
                        && record.getValue().getName().equals(name)
                        && record.getValue().getScopeKey() == record.getValue().getProcessInstanceKey()) {
                    value = record.getValue().getValue();
                }
            }
            return value;
        }

        private Set<Long> keys() {
            var keys = new LinkedHashSet<Long>();
            jobs.forEach(job -> keys.add(job.getProcessInstanceKey()));
            tasks.forEach(job -> keys.add(job.getProcessInstanceKey()));
            return keys;
        }
    }

    private Map<String, Function<ActivatedJob, Map<String, ?>>> standardAnswers() {
        return Map.ofEntries(
                Map.entry("lead.cleanPhone", job -> Map.of("duplicateRun", false, "phoneStatus", "VALID")),
                Map.entry("assignment.listCandidates", job -> candidates()),
                Map.entry("assignment.chooseOwner", job -> Map.of("ownerId", OWNER, "assignedBy", "RULE")),
                Map.entry("assignment.assignFallback", job -> Map.of("ownerId", OWNER, "assignedBy", "FALLBACK")),
                Map.entry(
                        "lead.offerToPool",
                        job -> Map.of(
                                "round",
                                1,
                                "poolDueAt",
                                now().plus(Duration.ofHours(24)).toString())),
                Map.entry("lead.handOver", this::handOver),
                Map.entry("lead.breachWindow", job -> Map.of("opened", false)),
                Map.entry("lead.escalateToManager", job -> Map.of("managerTaskNeeded", true)),
                Map.entry("lead.remindSupervisor", job -> Map.of("managerTaskNeeded", true)),
                Map.entry("lead.recordContact", this::recordContact),
                Map.entry("lead.applyManagerDecision", job -> Collections.singletonMap("decision", null)));
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
