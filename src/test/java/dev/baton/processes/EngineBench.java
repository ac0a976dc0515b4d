package dev.baton.processes;

import dev.baton.engine.BpmnRefusal;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.process.test.filters.RecordStream;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays every worker of some processes, so that a test says only what differs.
 *
 * <p>Nothing runs by itself: jobs are taken and answered when {@link #run} says so. So each test sees the diagram
 * alone, one step after the other.
 */
class EngineBench implements AutoCloseable {

    static final String USER_TASK = "io.camunda.zeebe:userTask";
    static final String OWNER = "01980000-0000-7000-8000-000000000001";
    static final String SOMEBODY_ELSE = "01980000-0000-7000-8000-000000000002";
    private static final Duration FOR_EVER = Duration.ofDays(4000);

    final EngineInMemory engine;
    private final List<String> processIds;
    private final List<String> keys;
    private final Set<String> jobTypes = new LinkedHashSet<>();
    private final Map<String, Function<ActivatedJob, Map<String, ?>>> standardAnswers = new HashMap<>();
    private final Map<String, Case> cases = new HashMap<>();
    private @Nullable Function<ActivatedJob, Map<String, ?>> workers;
    private @Nullable BiFunction<ActivatedJob, RuntimeException, CamundaFuture<?>> faults;
    private Consumer<ActivatedJob> inbox = task -> {};

    /** On an engine of its own. */
    EngineBench(List<String> processIds, List<String> keys) {
        this(EngineInMemory.startWithEverythingDeployed(), processIds, keys);
    }

    /**
     * @param processIds the process that tests look at, and those that it calls
     * @param keys the variables that may hold the id of a case; the first that holds a known one counts
     */
    EngineBench(EngineInMemory engine, List<String> processIds, List<String> keys) {
        this.engine = engine;
        this.processIds = processIds;
        this.keys = keys;
        processIds.forEach(id -> jobTypes.addAll(Diagram.of(id).jobTypes()));
        jobTypes.add(USER_TASK);
    }

    /** What the worker of that job type answers where a test says nothing else. */
    final void standard(String jobType, Function<ActivatedJob, Map<String, ?>> answer) {
        standardAnswers.put(jobType, answer);
    }

    /** Lets these answer where a test says nothing else. */
    final void playedBy(Function<ActivatedJob, Map<String, ?>> real) {
        workers = real;
    }

    /** Lets a step whose worker fails be answered by this instead of ending the test. */
    final void onFault(BiFunction<ActivatedJob, RuntimeException, CamundaFuture<?>> answer) {
        faults = answer;
    }

    /** Shows these every task of a person, before a test sees it. */
    final void showingTasksTo(Consumer<ActivatedJob> other) {
        inbox = other;
    }

    /** Follows a case that something else has started or will start. */
    Case follow(String id) {
        return cases.computeIfAbsent(id, this::newCase);
    }

    Case newCase(String id) {
        return new Case(id);
    }

    /** Starts a case by the message that the application publishes for it. */
    final void start(String message, Case it, Map<String, ?> variables) {
        engine.client
                .newPublishMessageCommand()
                .messageName(message)
                .correlationKey(it.id)
                .messageId(it.id)
                .timeToLive(Duration.ofMinutes(1))
                .variables(variables)
                .send()
                .join();
        run();
    }

    /** Starts a case as a call activity would; {@link #run} lets it go on. */
    final void call(String processId, Map<String, ?> variables) {
        engine.client
                .newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .send()
                .join();
    }

    /** Puts a case straight into one element, with the variables that the way there would have set. */
    final void enter(String processId, String elementId, Map<String, ?> variables) {
        engine.client
                .newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .startBeforeElement(elementId)
                .send()
                .join();
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

    final void publish(String message, Case it, Map<String, ?> variables) {
        publish(message, it.id, variables);
    }

    final void publish(String message, String correlationKey, Map<String, ?> variables) {
        engine.client
                .newPublishMessageCommand()
                .messageName(message)
                .correlationKey(correlationKey)
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
        var answers = new ArrayList<CamundaFuture<?>>();
        jobs.stream().filter(job -> !job.getType().equals(USER_TASK)).forEach(job -> answers.add(answer(job)));
        answers.forEach(EngineBench::confirm);
        jobs.stream().filter(job -> job.getType().equals(USER_TASK)).forEach(job -> {
            inbox.accept(job);
            caseOf(job).tasks.add(job);
        });
        return jobs.size();
    }

    private CamundaFuture<?> answer(ActivatedJob job) {
        try {
            return engine.client
                    .newCompleteCommand(job)
                    .variables(caseOf(job).answer(job))
                    .send();
        } catch (BpmnRefusal refusal) {
            return engine.client
                    .newThrowErrorCommand(job.getKey())
                    .errorCode(refusal.code())
                    .errorMessage(String.valueOf(refusal.getMessage()))
                    .send();
        } catch (RuntimeException fault) {
            if (faults == null) {
                throw fault;
            }
            return faults.apply(job, fault);
        }
    }

    /** A job may have ended with its scope while its worker worked: its effect is there all the same. */
    private static void confirm(CamundaFuture<?> completion) {
        try {
            completion.join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }

    private Case caseOf(ActivatedJob job) {
        var variables = job.getVariablesAsMap();
        var ids = keys.stream()
                .map(variables::get)
                .filter(id -> id != null)
                .map(Object::toString)
                .toList();
        return ids.stream()
                .filter(cases::containsKey)
                .findFirst()
                .map(cases::get)
                .orElseGet(() -> follow(ids.getFirst()));
    }

    /** One record on its way through the processes. */
    class Case {

        final String id;
        private final Map<String, Function<ActivatedJob, Map<String, ?>>> answers = new HashMap<>();
        private final List<ActivatedJob> jobs = new ArrayList<>();
        private final List<ActivatedJob> tasks = new ArrayList<>();

        Case(String id) {
            this.id = id;
        }

        /** From now on the worker of that job type answers this. */
        final Case answering(String jobType, Supplier<Map<String, ?>> answer) {
            return answering(jobType, job -> answer.get());
        }

        final Case answering(String jobType, Function<ActivatedJob, Map<String, ?>> answer) {
            answers.put(jobType, answer);
            return this;
        }

        /** From now on its own worker works on that job type again. */
        final void answeringNoMore(String jobType) {
            answers.remove(jobType);
        }

        private Map<String, ?> answer(ActivatedJob job) {
            jobs.add(job);
            if (workers != null && !answers.containsKey(job.getType())) {
                return workers.apply(job);
            }
            return answers.getOrDefault(job.getType(), standardAnswers.getOrDefault(job.getType(), any -> Map.of()))
                    .apply(job);
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
            return tasksAt(elementId).stream()
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new AssertionError("no task " + elementId + " for " + id));
        }

        /** All tasks of that element, oldest first; they may be over. */
        List<ActivatedJob> tasksAt(String elementId) {
            return tasks.stream()
                    .filter(job -> job.getElementId().equals(elementId))
                    .toList();
        }

        /** All tasks, oldest first; they may be over. */
        List<ActivatedJob> everyTask() {
            return List.copyOf(tasks);
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
            finish(task(elementId), variables);
        }

        void finish(ActivatedJob task, Map<String, ?> variables) {
            engine.client.newCompleteCommand(task).variables(variables).send().join();
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

        /** Whether the instance of the process that the test looks at is over. */
        boolean over() {
            return completed().contains(processIds.getFirst());
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
}
