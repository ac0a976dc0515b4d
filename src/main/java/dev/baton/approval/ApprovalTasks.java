package dev.baton.approval;

import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.ContractTypes;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.approval.escalation.AnsweringCall;
import dev.baton.approval.file.AnswersOnFile;
import dev.baton.approval.file.Approval;
import dev.baton.approval.file.ApprovalElements;
import dev.baton.approval.file.ApprovalQuestion;
import dev.baton.approval.file.Approvals;
import dev.baton.approval.file.ContractApproval;
import dev.baton.approval.question.AnsweringColleague;
import dev.baton.approval.vote.CastingVote;
import dev.baton.engine.Inbox;
import dev.baton.engine.Markdown;
import dev.baton.engine.UserTaskRule;
import dev.baton.shared.Refusal;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Staff;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What the user tasks of {@code contract-approval} and {@code quote-countersign} show and accept. An answer is put on
 * file here; nothing that the process is told can change it.
 */
@Component
class ApprovalTasks implements UserTaskRule {

    static final String COMPLETED_BY = "completedBy";

    private static final Map<String, CallKind> CALLS = Map.of(
            ContractApproval.Tasks.URGENT_LEGAL, CallKind.URGENT_LEGAL,
            ContractApproval.Tasks.COLLABORATE, CallKind.COLLABORATION,
            ContractApproval.Tasks.OVERSEE, CallKind.NEXT_LEVEL);

    private final Approvals file;
    private final AnswersOnFile onFile;
    private final CastingVote casting;
    private final AnsweringColleague answeringColleague;
    private final AnsweringCall answeringCall;
    private final TimeLimits limits;
    private final ContractTypes types;
    private final Staff staff;
    private final MessageSource messages;
    private final ZoneId zone;

    ApprovalTasks(
            Approvals file,
            AnswersOnFile onFile,
            CastingVote casting,
            AnsweringColleague answeringColleague,
            AnsweringCall answeringCall,
            TimeLimits limits,
            ContractTypes types,
            Staff staff,
            MessageSource messages,
            @Value("${baton.zone:Asia/Shanghai}") ZoneId zone) {
        this.file = file;
        this.onFile = onFile;
        this.casting = casting;
        this.answeringColleague = answeringColleague;
        this.answeringCall = answeringCall;
        this.limits = limits;
        this.types = types;
        this.staff = staff;
        this.messages = messages;
        this.zone = zone;
    }

    @Override
    public Set<String> processIds() {
        return ApprovalElements.PROCESSES;
    }

    @Override
    public String subject(Inbox.Task task) {
        return file.ofInstance(task.processInstanceKey())
                .map(Approval::dealName)
                .orElse("");
    }

    @Override
    public Map<UUID, String> subjects(List<Inbox.Task> tasks) {
        var titles = onFile.dealNames(
                tasks.stream().map(Inbox.Task::processInstanceKey).distinct().toList());
        return tasks.stream()
                .collect(Collectors.toMap(Inbox.Task::id, task -> titles.getOrDefault(task.recordId(), "")));
    }

    @Override
    public Map<String, Object> formData(Inbox.Task task) {
        var data = new HashMap<String, Object>();
        file.ofInstance(task.processInstanceKey()).ifPresent(approval -> describe(approval, task, data));
        return data;
    }

    private void describe(Approval approval, Inbox.Task task, Map<String, Object> data) {
        var language = LocaleContextHolder.getLocale();
        data.put("approvalId", approval.id().toString());
        data.put("dealId", approval.dealId().toString());
        data.put("dealName", approval.dealName());
        data.put("title", approval.title());
        data.put("amount", approval.currency() + " " + approval.amount().toPlainString());
        data.put(
                "discount",
                approval.discount().movePointRight(2).stripTrailingZeros().toPlainString() + "%");
        data.put("contractType", approval.contractType() == null ? "" : types.name(approval.contractType(), language));
        data.put("requestedBy", name(approval.requestedBy()));
        data.put(
                "stepName", approval.openStep().map(step -> step.name(language)).orElse(""));
        data.put(
                "noticesText",
                new Markdown(approval.notices().stream()
                        .map(code -> "- " + messages.getMessage("approval.notice." + code, null, code, language))
                        .collect(Collectors.joining("\n"))));
        data.put("votesText", new Markdown(votes(approval, language)));
        data.put(
                "questionsText",
                new Markdown(file.questions(approval.id()).stream()
                        .map(one -> "- " + typed(name(one.askedBy())) + " → " + typed(name(one.askedTo())) + "："
                                + typed(one.text())
                                + (one.answer() == null ? "" : "\n  " + typed(one.answer())))
                        .collect(Collectors.joining("\n"))));
        data.put("timeLimitsText", new Markdown(timeLimits(language)));
        questionOf(approval, new PersonId(assignee(task))).ifPresent(question -> {
            data.put("questionText", question.text());
            data.put("askedBy", name(question.askedBy()));
        });
    }

    private String votes(Approval approval, Locale language) {
        return approval.steps().stream()
                .map(step -> "**" + step.name(language) + "**\n"
                        + step.seats().stream()
                                .map(seat -> "- " + typed(seat.name())
                                        + (seat.insteadOf() == null
                                                ? ""
                                                : messages.getMessage(
                                                        "approval.instead-of",
                                                        new Object[] {
                                                            typed(seat.insteadOf()),
                                                            messages.getMessage(
                                                                    "approval.because." + seat.because(),
                                                                    null,
                                                                    String.valueOf(seat.because()),
                                                                    language)
                                                        },
                                                        language))
                                        + "："
                                        + messages.getMessage(
                                                "approval.vote." + (seat.vote() == null ? "none" : seat.vote()),
                                                null,
                                                String.valueOf(seat.vote()),
                                                language)
                                        + (seat.comment() == null ? "" : "，" + typed(seat.comment()))
                                        + (seat.votedAt() == null
                                                ? ""
                                                : " ("
                                                        + DateTimeFormatter.ofPattern("MM-dd HH:mm")
                                                                .withZone(zone)
                                                                .format(seat.votedAt())
                                                        + ")"))
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    /** The standard time limits, as a table that the form shows (SW-04). */
    private String timeLimits(Locale language) {
        var table = limits.table(language);
        var rows = table.steps().stream()
                .map(line -> "| " + line.name() + " | " + plain(line.workingHours()) + " "
                        + messages.getMessage("approval.unit.working-hours", null, language) + " | " + line.nextLevel()
                        + " |")
                .collect(Collectors.joining("\n"));
        var others = table.others().stream()
                .map(other -> "| " + other.name() + " | " + plain(other.amount()) + " "
                        + messages.getMessage("approval.unit." + other.unit(), null, other.unit(), language) + " | |")
                .collect(Collectors.joining("\n"));
        return messages.getMessage("approval.limits.head", null, language) + "\n|---|---|---|\n" + rows + "\n" + others;
    }

    /** On one line: a further one would begin anew. */
    private static String typed(String text) {
        return Markdown.escaped(text).replace("\n", "<br>");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    @Override
    public Map<String, Object> answer(Inbox.Task task, UUID by, Map<String, Object> variables) {
        var approval =
                file.ofInstance(task.processInstanceKey()).orElseThrow(() -> Refusal.notFound("approval-not-found"));
        var person = new PersonId(by);
        if (ApprovalElements.VOTES.contains(task.elementId())) {
            var said = said(variables, "ballot");
            casting.cast(approval.id(), person, word(said, "vote"), word(said, "comment"));
        } else if (task.elementId().equals(ContractApproval.Tasks.ANSWER_QUESTION)) {
            var question =
                    questionOf(approval, person).orElseThrow(() -> Refusal.conflict("question-answered", Map.of()));
            answeringColleague.answer(approval.id(), question.id(), person, word(said(variables, "answer"), "text"));
        } else if (CALLS.containsKey(task.elementId())) {
            answeringCall.answer(
                    approval.id(), CALLS.get(task.elementId()), person, word(said(variables, "answer"), "note"));
        }
        return Map.of(COMPLETED_BY, by.toString());
    }

    private Optional<ApprovalQuestion> questionOf(Approval approval, PersonId person) {
        return file.questions(approval.id()).stream()
                .filter(question ->
                        question.answer() == null && question.askedTo().equals(person))
                .findFirst();
    }

    private String name(PersonId person) {
        return staff.find(person).map(Person::name).orElse("?");
    }

    private static UUID assignee(Inbox.Task task) {
        return task.assignee() == null ? new UUID(0, 0) : task.assignee();
    }

    /** Forms send a group, other callers its fields. */
    private static Map<?, ?> said(Map<String, Object> variables, String group) {
        var given = variables.getOrDefault(group, variables);
        if (given instanceof Map<?, ?> fields) {
            return fields;
        }
        throw Refusal.invalid("unreadable", group, Map.of("field", group));
    }

    private static @Nullable String word(Map<?, ?> said, String field) {
        var value = said.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Refusal.invalid("unreadable", field, Map.of("field", field));
    }
}
