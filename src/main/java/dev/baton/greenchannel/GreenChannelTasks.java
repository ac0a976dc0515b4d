package dev.baton.greenchannel;

import dev.baton.engine.Inbox;
import dev.baton.engine.UserTaskRule;
import dev.baton.shared.Refusal;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.text.DecimalFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** What the user tasks of {@code green-channel} show and accept; the steps behind them look with the same eyes. */
@Component
class GreenChannelTasks implements UserTaskRule {

    private static final String COMPLETED_BY = "completedBy";
    private static final int LONGEST_EXPLANATION = 2_000;

    /** @param action {@code grant} or {@code refuse} */
    record Decision(@Nullable String action, @Nullable String reason) {

        boolean granted() {
            return "grant".equals(action);
        }

        boolean complete() {
            return (granted() || "refuse".equals(action))
                    && reason != null
                    && !reason.isBlank()
                    && reason.length() <= StoredGreenChannels.LONGEST_REASON;
        }
    }

    record Explanation(@Nullable String text) {

        boolean complete() {
            return text != null && !text.isBlank() && text.length() <= LONGEST_EXPLANATION;
        }
    }

    private final GreenChannelRecords records;
    private final ExceptionDebts debts;
    private final Granters granters;
    private final StepNames names;
    private final Staff staff;
    private final MessageSource texts;
    private final ObjectMapper json;

    GreenChannelTasks(
            GreenChannelRecords records,
            ExceptionDebts debts,
            Granters granters,
            StepNames names,
            Staff staff,
            MessageSource texts,
            ObjectMapper json) {
        this.records = records;
        this.debts = debts;
        this.granters = granters;
        this.names = names;
        this.staff = staff;
        this.texts = texts;
        this.json = json;
    }

    @Override
    public Set<String> processIds() {
        return Set.of(GreenChannelDiagram.PROCESS);
    }

    @Override
    public String subject(Inbox.Task task) {
        return records.findById(task.recordId()).map(GreenChannel::name).orElse("");
    }

    @Override
    public Map<String, Object> formData(Inbox.Task task) {
        var data = new HashMap<String, Object>();
        records.findById(task.recordId()).ifPresent(it -> {
            var language = LocaleContextHolder.getLocale();
            data.put("dealName", it.name());
            data.put("purposeName", text("green-channel.purpose." + it.purpose()));
            data.put("what", names.what(it, language));
            data.put("requestReason", it.reason());
            data.put("requester", name(it.by()));
            data.put(
                    "amountText",
                    it.amount() == null ? "" : it.currency() + " " + new DecimalFormat("#,##0.##").format(it.amount()));
            data.put(
                    "proofText",
                    IntStream.range(0, it.evidence().size())
                            .mapToObj(at -> "[%s %d](/api/evidence/%s/content)"
                                    .formatted(
                                            text("green-channel.proof"),
                                            at + 1,
                                            it.evidence().get(at)))
                            .collect(Collectors.joining(" ")));
            data.put("grantReason", it.decisionReason() == null ? "" : it.decisionReason());
            data.put("explainDays", it.explainDays());
            data.put("owesExplanation", it.owesExplanation());
        });
        return data;
    }

    @Override
    public Optional<Trail> trail(Inbox.Task task) {
        return records.findById(task.recordId()).map(it -> {
            var owner = it.owner();
            return new Trail(AuditedGreenChannel.KIND, it.id(), it.region(), owner == null ? null : owner.value());
        });
    }

    @Override
    public Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables) {
        if (task.elementId().equals(GreenChannelDiagram.Tasks.EXPLAIN)) {
            var explanation = read("explanation", variables, Explanation.class);
            var debt = debts.findById(task.recordId()).orElseThrow();
            if (!mayExplain(debt.debtor(), regionOf(debt), by)) {
                throw Refusal.forbidden("debt-of-somebody-else");
            }
            if (!explanation.complete()) {
                throw incomplete("explanation.text", explanation.text(), LONGEST_EXPLANATION);
            }
            return Map.of("explanation", explanation, COMPLETED_BY, by.toString());
        }
        var it = records.get(task.recordId());
        var decision = read("decision", variables, Decision.class);
        if (it.by().value().equals(by)) {
            throw Refusal.forbidden("own-green-channel");
        }
        if (!granters.mayAnswer(it, by)) {
            throw Refusal.forbidden("not-allowed");
        }
        if (!"grant".equals(decision.action()) && !"refuse".equals(decision.action())) {
            throw Refusal.invalid("missing-field", "decision.action", Map.of("field", "decision.action"));
        }
        if (!decision.complete()) {
            throw incomplete("decision.reason", decision.reason(), StoredGreenChannels.LONGEST_REASON);
        }
        return Map.of("decision", decision, COMPLETED_BY, by.toString());
    }

    /** What an answer in the inbox decides; nothing where it is none, or not from somebody who may. */
    Optional<Decision> decision(GreenChannel it, UUID by, Map<String, Object> answer) {
        return find("decision", answer, Decision.class)
                .filter(Decision::complete)
                .filter(decision -> granters.mayAnswer(it, by));
    }

    Optional<String> explanation(ExceptionDebt debt, UUID by, Map<String, Object> answer) {
        return find("explanation", answer, Explanation.class)
                .filter(Explanation::complete)
                .filter(explanation -> mayExplain(debt.debtor(), regionOf(debt), by))
                .map(Explanation::text);
    }

    /** The debtor; for one who has left, the superiors. */
    boolean mayExplain(PersonId debtor, @Nullable String region, UUID person) {
        if (debtor.value().equals(person)) {
            return true;
        }
        var left = staff.find(debtor).filter(Person::active).isEmpty();
        return left
                && staff.find(new PersonId(person))
                        .filter(Person::active)
                        .map(one -> new Caller(one.id(), one.name(), one.roles(), one.region()))
                        .filter(caller -> caller.supervises(region))
                        .isPresent();
    }

    private @Nullable String regionOf(ExceptionDebt debt) {
        return records.get(debt.id()).region();
    }

    private static Refusal incomplete(String field, @Nullable String given, int longest) {
        return given == null || given.isBlank()
                ? Refusal.invalid("missing-field", field, Map.of("field", field))
                : Refusal.invalid("too-long", field, Map.of("field", field, "max", longest));
    }

    private <T> T read(String name, Map<String, Object> variables, Class<T> type) {
        return find(name, variables.containsKey(name) ? variables : Map.of(name, variables), type)
                .orElseThrow(() -> Refusal.invalid("unreadable", name, Map.of("field", name)));
    }

    private <T> Optional<T> find(String name, Map<String, Object> variables, Class<T> type) {
        try {
            return Optional.ofNullable(json.convertValue(variables.get(name), type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private String name(PersonId person) {
        return staff.find(person).map(Person::name).orElse("?");
    }

    private String text(String key) {
        return Words.of(texts, key, key, LocaleContextHolder.getLocale());
    }
}
