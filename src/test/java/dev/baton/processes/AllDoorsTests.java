package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.approval.file.ApprovalsOfDeal;
import dev.baton.engine.ForcedStep;
import dev.baton.engine.InboxBench;
import dev.baton.engine.Incidents;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.funnel.MeasuringQuality;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every door that the engine has, read from the diagrams, tried on a deal in every stage and in both approvals (B6-03):
 * tokens put at each element of its instance and of instances started by hand, variables written, each message
 * published, each job completed with lies, failed and thrown at, instances cancelled and started again. Whether a deal
 * stands where it may is decided by {@link TablesAndLedger}, which knows neither the gates nor the aggregate.
 */
@ProcessTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AllDoorsTests {

    private static final String STAGES = "opportunity-stages";
    private static final String QUOTE = "quote-countersign";
    private static final String CONTRACT = "contract-approval";
    /** So many elements at once: what takes time is not the command but to wait until nothing happens any more. */
    private static final int AT_ONCE = 6;

    private static final List<String> PROCESSES = List.of(STAGES, QUOTE, CONTRACT);

    private static final Set<String> WORK = PROCESSES.stream()
            .flatMap(process -> Diagram.of(process).all(FlowNode.class).stream())
            .filter(node -> node instanceof ServiceTask || node instanceof CallActivity)
            .map(FlowNode::getId)
            .collect(Collectors.toSet());

    /** Everything that a step of the three processes might believe. */
    private static final Map<String, Object> LIES = lies();

    /** An error that no diagram catches. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A deal, and where it is brought back to after each door. */
    private record Standing(DealId deal, EngineBench.Case it, String stage, boolean inApproval) {}

    @Autowired
    DealWorld world;

    @Autowired
    RealWorkers real;

    @Autowired
    ShowingDeal showing;

    @Autowired
    ApprovalsOfDeal approvals;

    @Autowired
    MeasuringQuality quality;

    @Autowired
    InboxBench inbox;

    @Autowired
    JdbcClient jdbc;

    private EngineBench bench;
    private ApprovalsBench on;
    private Person rep;
    private Caller caller;
    private TablesAndLedger judge;
    private final List<Standing> all = new ArrayList<>();

    /** What deals refused since the door before. */
    private final List<ActivatedJob> forced = new ArrayList<>();

    private final List<ActivatedJob> failed = new ArrayList<>();
    /** What somebody else answers at the door that is tried. */
    private final List<String> answered = new ArrayList<>();

    private final Map<String, Integer> refusedByEngine = new HashMap<>();
    private int tried;

    @BeforeAll
    void aDealInEveryStageAndApproval() throws Exception {
        bench = new EngineBench(ProcessTest.OneEngine.get(), PROCESSES, List.of("dealId"));
        bench.onFault(this::giveUp);
        real.playOn(bench);
        on = world.approvalsBench();
        rep = world.repAmongApprovers();
        caller = ApprovalsBench.caller(rep);
        judge = new TablesAndLedger(jdbc, new Tables(bench.engine));
        for (var stage : judge.stages()) {
            all.add(open(stage.key(), false));
            if (!stage.approval().equals("none")) {
                all.add(open(stage.key(), true));
            }
        }
        real.flow();
        for (var stage : judge.stages()) {
            bringBehind(stage.key());
        }
        assertThat(all).hasSize(9);
        assertThat(failed).isEmpty();
        assertThat(judge.objections(deals())).isEmpty();
    }

    @BeforeEach
    void theSameBench() {
        real.playOn(bench);
    }

    @AfterEach
    void whatWasRefusedIsSeen() {
        assertThat(failed).allSatisfy(job -> assertThat(
                        jdbc.sql("select count(*) from job_incident where job_key = ? and resolved_at is null")
                                .param(job.getKey())
                                .query(Long.class)
                                .single())
                .as("an incident for " + job.getElementId())
                .isOne());
        failed.clear();
    }

    @Test
    @Order(1)
    @DisplayName("Cancelled in the engine and started again, a deal stands where it stood")
    void cancelled() {
        door("cancelled and started again", standing -> {
            cancel(instanceOf(standing));
            bench.engine.settle();
        });
    }

    @Test
    @Order(2)
    @DisplayName(
            "A token put at any element of the running instance, or of one that is started by hand, passes no gate")
    void tokens() {
        startEverythingAgain();
        for (var some : batches(elements(STAGES))) {
            door(
                    "tokens at " + some,
                    standing -> some.forEach(element -> {
                        activate(instanceOf(standing), element);
                        startAtWork(STAGES, standing, element);
                    }));
        }
    }

    @Test
    @Order(3)
    @DisplayName("Nor does one at any element of an approval")
    void tokensInApprovals() {
        startEverythingAgain();
        for (var process : List.of(QUOTE, CONTRACT)) {
            for (var some : batches(elements(process))) {
                door(
                        "tokens at " + some + " of " + process,
                        standing -> some.forEach(element -> {
                            if (isIn(standing, process)) {
                                activate(approvalOf(standing), element);
                            }
                            startAtWork(process, standing, element);
                        }));
            }
        }
    }

    @Test
    @Order(4)
    @DisplayName("Variables written into an instance, and tasks completed at the engine after that, pass no gate")
    void variables() {
        for (var move : List.of("advance", "jump", "return", "lost", "won")) {
            var said = new HashMap<>(LIES);
            said.put("move", move);
            door("variables with move " + move, standing -> {
                write(instanceOf(standing), said);
                if (standing.inApproval()) {
                    write(approvalOf(standing), said);
                }
            });
            door("tasks completed with move " + move, standing -> newestTasks(standing)
                    .forEach(task -> attempt(() -> bench.engine
                            .client
                            .newCompleteCommand(task)
                            .variables(said)
                            .send())));
        }
    }

    @Test
    @Order(5)
    @DisplayName("No message of the three diagrams passes a gate, whatever it carries")
    void messages() {
        for (var message : PROCESSES.stream()
                .flatMap(process -> Diagram.of(process).all(Message.class).stream())
                .map(Message::getName)
                .distinct()
                .toList()) {
            door("message " + message, standing -> {
                for (var key : Stream.of(
                                standing.deal().toString(),
                                standing.inApproval()
                                        ? String.valueOf(approvalId(standing))
                                        : UUID.randomUUID().toString())
                        .toList()) {
                    var said = new HashMap<>(LIES);
                    said.put("dealId", standing.deal().toString());
                    attempt(() -> bench.engine
                            .client
                            .newPublishMessageCommand()
                            .messageName(message)
                            .correlationKey(key)
                            .timeToLive(Duration.ZERO)
                            .variables(said)
                            .send());
                }
            });
        }
    }

    @Test
    @Order(6)
    @DisplayName("No job that is completed with lies passes a gate")
    void lyingJobs() {
        startEverythingAgain();
        for (var process : PROCESSES) {
            for (var type : Diagram.of(process).jobTypes()) {
                throughJobs("lies of " + type, process, List.of(type), job -> LIES);
            }
        }
    }

    @Test
    @Order(7)
    @DisplayName("No job that fails or throws an error passes a gate, nor does a task of a person")
    void failingJobs() {
        startEverythingAgain();
        for (var process : PROCESSES) {
            for (var types : batches(List.copyOf(Diagram.of(process).jobTypes()))) {
                throughJobs("errors at " + types, process, types, job -> {
                    throw new Thrown();
                });
                throughJobs("failures at " + types, process, types, job -> {
                    throw new IllegalArgumentException("fails");
                });
            }
        }
        door("an error at the tasks of people", standing -> newestTasks(standing)
                .forEach(task -> attempt(() -> bench.engine
                        .client
                        .newThrowErrorCommand(task.getKey())
                        .errorCode("refused")
                        .send())));
        door("a failure at the tasks of people", standing -> newestTasks(standing)
                .forEach(task -> attempt(() -> bench.engine
                        .client
                        .newFailCommand(task.getKey())
                        .retries(0)
                        .send())));
    }

    @Test
    @Order(8)
    @DisplayName("Every forced move was counted, once, and shows in the figures of quality")
    void counted() {
        assertThat(tried).as("commands that the engine took").isGreaterThan(1_500);
        assertThat(refusedByEngine.values().stream().mapToInt(Integer::intValue).sum())
                .as("commands that the engine itself refuses: %s", refusedByEngine)
                .isLessThan(tried);
        assertThat(forced).hasSizeGreaterThan(300);
        assertThat(jdbc.sql("select count(*) from deal_refused_move where deal_id = any(?)")
                        .param(deals().stream().map(DealId::value).toArray(UUID[]::new))
                        .query(Integer.class)
                        .single())
                .isEqualTo(forced.size());
        assertThat(quality.measure(caller, 3_650, Locale.ENGLISH).refusedMoves())
                .isEqualTo(forced.size());
        assertThat(inbox.openIncidents())
                .filteredOn(incident -> incident.kind() == Incidents.Kind.STEP)
                .extracting(Incidents.Incident::jobType)
                .contains("opportunity.enterStage", "opportunity.closeDeal", "opportunity.checkGate");
    }

    @Test
    @Order(9)
    @DisplayName(
            "Whoever judges sees a deal that stands too far on, one that is won too soon, and a vote that is missing")
    void theJudgeSees() {
        var first = all.getFirst().deal();
        setStage(first, "needs-analysis");
        assertThat(judge.objections(List.of(first)))
                .containsExactly(first + " stands in needs-analysis without the gate of first-contact");
        setStage(first, "first-contact");
        var last = all.getLast().deal();
        assertThat(all.getLast().stage()).isEqualTo("signing");
        jdbc.sql("update deal set state = 'WON' where id = ?")
                .param(last.value())
                .update();
        assertThat(judge.objections(List.of(last)))
                .containsExactly(last + " stands in won without the gate of signing");
        jdbc.sql("update deal set state = 'OPEN' where id = ?")
                .param(last.value())
                .update();
        jdbc.sql("""
                        update approval_seat set vote = null where step_id in
                          (select s.id from approval_step s join approval a on a.id = s.approval_id
                           where a.deal_id = ? and a.kind = 'QUOTE')""").param(last.value()).update();
        assertThat(judge.objections(List.of(last)))
                .containsExactly(last + " stands in signing without the votes of QUOTE");
    }

    private void setStage(DealId deal, String stage) {
        jdbc.sql("update deal set stage = ? where id = ?")
                .params(stage, deal.value())
                .update();
    }

    /** Tries one door on every deal at once, looks whether one got through, and brings back what is not where it was. */
    private void door(String name, Consumer<Standing> trying) {
        all.forEach(trying);
        real.flow();
        all.forEach(standing -> answered.forEach(standing.it()::answeringNoMore));
        answered.clear();
        assertThat(judge.objections(deals())).as(name).isEmpty();
        assertThat(all).as(name).allSatisfy(standing -> assertThat(stateOf(standing))
                .isEqualTo("OPEN"));
        restore();
    }

    /** Lets some kinds of job be answered by somebody else wherever they come, and brings every deal to all of them. */
    private void throughJobs(
            String name, String process, List<String> types, Function<ActivatedJob, Map<String, ?>> answer) {
        var elements = Diagram.of(process).all(ServiceTask.class).stream()
                .filter(task -> types.contains(type(task)))
                .map(ServiceTask::getId)
                .toList();
        answered.addAll(types);
        all.forEach(standing -> types.forEach(type -> standing.it().answering(type, answer)));
        door(
                name,
                standing -> elements.forEach(element -> {
                    if (process.equals(STAGES)) {
                        activate(instanceOf(standing), element);
                    } else if (isIn(standing, process)) {
                        activate(approvalOf(standing), element);
                    } else {
                        start(process, standing, element);
                    }
                }));
    }

    private static boolean isIn(Standing standing, String process) {
        return standing.inApproval() && standing.stage().equals(process.equals(QUOTE) ? "quote-approval" : CONTRACT);
    }

    /** Some may be over. */
    private static List<ActivatedJob> newestTasks(Standing standing) {
        return standing.it().everyTask().stream()
                .sorted(Comparator.comparingLong(ActivatedJob::getKey).reversed())
                .limit(3)
                .toList();
    }

    /** So that no scope is there twice, which the engine would take for a question where a token belongs. */
    private void startEverythingAgain() {
        all.forEach(standing -> cancel(instanceOf(standing)));
        bench.engine.settle();
        restore();
    }

    private void restore() {
        var lost = all.stream().filter(this::isNotAtItsPlace).toList();
        if (lost.isEmpty()) {
            return;
        }
        lost.forEach(standing -> {
            var key = jdbc.sql("select process_instance_key from deal where id = ?")
                    .param(standing.deal().value())
                    .query(Long.class)
                    .optional();
            key.ifPresent(this::cancel);
        });
        bench.engine.settle();
        lost.forEach(standing ->
                inbox.startLostAgain(STAGES, standing.deal().value(), rep.id().value()));
        real.flow();
        lost.stream().filter(Standing::inApproval).forEach(standing -> world.advance(standing.deal(), caller));
        real.flow();
        assertThat(lost).allSatisfy(standing -> assertThat(isNotAtItsPlace(standing))
                .as("%s is back in %s", standing.deal(), standing.stage())
                .isFalse());
    }

    private boolean isNotAtItsPlace(Standing standing) {
        return inbox.isGone(instanceOf(standing))
                || (standing.inApproval() && (runningApproval(standing) == null || inbox.isGone(approvalOf(standing))));
    }

    private CamundaFuture<?> giveUp(ActivatedJob job, RuntimeException fault) {
        if (fault instanceof Thrown) {
            return bench.engine
                    .client
                    .newThrowErrorCommand(job.getKey())
                    .errorCode("nobody-catches-this")
                    .send();
        }
        inbox.gaveUp(job, fault);
        failed.add(job);
        if (fault instanceof ForcedStep) {
            forced.add(job);
        }
        return bench.engine
                .client
                .newFailCommand(job.getKey())
                .retries(0)
                .errorMessage(String.valueOf(fault.getMessage()))
                .send();
    }

    private void activate(long instance, String element) {
        attempt(() -> bench.engine
                .client
                .newModifyProcessInstanceCommand(instance)
                .activateElement(element)
                .send());
    }

    private void start(String process, Standing standing, String element) {
        var said = new HashMap<>(LIES);
        said.put("dealId", standing.deal().toString());
        attempt(() -> bench.engine
                .client
                .newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .variables(said)
                .startBeforeElement(element)
                .send());
    }

    /** Where a token meets a worker first: elsewhere an instance of nobody waits for a person, or comes to such a place. */
    private void startAtWork(String process, Standing standing, String element) {
        if (WORK.contains(element)) {
            start(process, standing, element);
        }
    }

    private void write(long instance, Map<String, ?> said) {
        attempt(() -> bench.engine
                .client
                .newSetVariablesCommand(instance)
                .variables(said)
                .send());
    }

    private void cancel(long instance) {
        attempt(() -> bench.engine.client.newCancelInstanceCommand(instance).send());
    }

    /** The engine refuses some of it by itself. */
    private void attempt(Supplier<CamundaFuture<?>> command) {
        try {
            command.get().join();
            tried++;
        } catch (ClientException e) {
            refusedByEngine.merge(String.valueOf(e.getMessage()).replaceAll("[0-9]+|'[^']*'", "…"), 1, Integer::sum);
        }
    }

    private List<DealId> deals() {
        return all.stream().map(Standing::deal).toList();
    }

    private static String type(ServiceTask task) {
        return Diagram.extension(task, ZeebeTaskDefinition.class).orElseThrow().getType();
    }

    /** Where a token can be put: at no start and at nothing that only waits at the edge of another element. */
    private static List<String> elements(String process) {
        return Diagram.of(process).all(FlowNode.class).stream()
                .filter(node -> !(node instanceof StartEvent) && !(node instanceof BoundaryEvent))
                // What ends an instance or opens a scope a second time comes last.
                .sorted(Comparator.comparing(node -> node instanceof EndEvent || node instanceof SubProcess))
                .map(FlowNode::getId)
                .toList();
    }

    private static List<List<String>> batches(List<String> all) {
        var batches = new ArrayList<List<String>>();
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            batches.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return batches;
    }

    private String stateOf(Standing standing) {
        return jdbc.sql("select state from deal where id = ?")
                .param(standing.deal().value())
                .query(String.class)
                .single();
    }

    private String standsIn(Standing standing) {
        return jdbc.sql("select stage from deal where id = ?")
                .param(standing.deal().value())
                .query(String.class)
                .single();
    }

    private long instanceOf(Standing standing) {
        return jdbc.sql("select coalesce(process_instance_key, 0) from deal where id = ?")
                .param(standing.deal().value())
                .query(Long.class)
                .single();
    }

    private @Nullable UUID runningApproval(Standing standing) {
        return jdbc.sql("select id from approval where deal_id = ? and outcome = 'OPEN'")
                .param(standing.deal().value())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private UUID approvalId(Standing standing) {
        return approvals.of(standing.deal().value()).getFirst().id();
    }

    private long approvalOf(Standing standing) {
        return jdbc.sql(
                        "select process_instance_key from approval where deal_id = ? order by (outcome = 'OPEN') desc, opened_at desc limit 1")
                .param(standing.deal().value())
                .query(Long.class)
                .single();
    }

    private Standing open(String stage, boolean intoApproval) {
        var deal = world.open("所有的门", bench.now(), caller);
        return new Standing(deal, bench.follow(deal.toString()), stage, intoApproval);
    }

    /** Everybody who has to go on from a stage, by the way that everybody goes: files, conditions, gates and votes. */
    private void bringBehind(String stage) throws Exception {
        for (var standing : all) {
            var stays = standing.stage().equals(stage) && !standing.inApproval();
            if (!stays
                    && String.valueOf(showing.show(standing.deal()).deal().stage())
                            .equals(stage)) {
                world.satisfyGate(standing.deal(), rep);
                world.advance(standing.deal(), caller);
            }
        }
        real.flow();
        for (var standing : all) {
            var stays = standing.inApproval() && standing.stage().equals(standsIn(standing));
            while (!stays && runningApproval(standing) != null) {
                on.approveStep(standing.deal().value());
            }
        }
    }

    private static Map<String, Object> lies() {
        var lies = new HashMap<String, Object>();
        lies.put("decided", true);
        lies.put("approved", true);
        lies.put("outcome", "APPROVED");
        lies.put("move", "jump");
        lies.put("toStage", "signing");
        lies.put("stage", "signing");
        lies.put("missing", List.of());
        lies.put("duplicate", false);
        lies.put("duplicateRun", false);
        lies.put("variant", "light");
        lies.put("amount", 1);
        lies.put("passed", true);
        lies.put("done", true);
        lies.put("stageRound", 1);
        lies.put("completedBy", UUID.randomUUID().toString());
        lies.put("decision", Map.of("action", "advance", "reason", "都齐了", "decided", true));
        lies.put("vote", Map.of("vote", "approve"));
        return Map.copyOf(lies);
    }
}
