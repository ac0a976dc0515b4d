package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each diagram has one class with its words; they are those of the diagram, and stand nowhere else in the code. */
class VocabularyTests {

    private static final Path SOURCES = Path.of("src", "main", "java");

    @ParameterizedTest
    @CsvSource({
        "contract-approval, dev.baton.approval.file.ContractApproval",
        "quote-countersign, dev.baton.approval.file.QuoteCountersign",
        "green-channel, dev.baton.greenchannel.GreenChannelDiagram",
        "stuck-deals, dev.baton.opportunity.repair.StuckDealsDiagram",
        "duplicate-review, dev.baton.customer.review.DuplicateReview"
    })
    @DisplayName("The words of a process are those of its diagram: every user task, and only messages that it knows")
    void wordsOfTheDiagram(String process, String vocabulary) throws Exception {
        var diagram = diagram(process);
        assertThat(words(Class.forName(vocabulary))).containsExactly(process);
        assertThat(words(vocabulary, "Tasks")).containsExactlyInAnyOrderElementsOf(tasks(diagram));
        assertThat(messages(diagram)).containsAll(words(vocabulary, "Messages"));
    }

    @ParameterizedTest
    @CsvSource({
        "dev.baton.approval.file.ContractApproval",
        "dev.baton.approval.file.QuoteCountersign",
        "dev.baton.greenchannel.GreenChannelDiagram",
        "dev.baton.opportunity.repair.StuckDealsDiagram",
        "dev.baton.customer.review.DuplicateReview"
    })
    @DisplayName("Its tasks and messages stand nowhere else in the code")
    void nowhereElse(String vocabulary) throws Exception {
        var own = vocabulary.substring(vocabulary.lastIndexOf('.') + 1) + ".java";
        var words = Stream.concat(words(vocabulary, "Tasks").stream(), words(vocabulary, "Messages").stream())
                .toList();
        assertThat(words).isNotEmpty();
        for (var source : sources()) {
            if (!source.getFileName().toString().equals(own)) {
                var code = Files.readString(source);
                assertThat(words)
                        .as("words of %s in %s", vocabulary, source)
                        .noneMatch(word -> code.contains('"' + word + '"') || code.contains('"' + word + ':'));
            }
        }
    }

    @Test
    @DisplayName("The two processes of approvals are named once in their module")
    void processesOfApprovals() throws IOException {
        var naming = new ArrayList<String>();
        for (var source : sources()) {
            var code = Files.readString(source);
            if (source.startsWith(SOURCES.resolve("dev/baton/approval"))
                    && (code.contains("\"contract-approval\"") || code.contains("\"quote-countersign\""))) {
                naming.add(source.getFileName().toString());
            }
        }
        assertThat(naming).containsExactlyInAnyOrder("ContractApproval.java", "QuoteCountersign.java");
    }

    private static Diagram diagram(String process) {
        return Diagram.all().stream()
                .filter(one -> one.processId().equals(process))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> tasks(Diagram diagram) {
        return diagram.all(UserTask.class).stream().map(UserTask::getId).collect(Collectors.toSet());
    }

    private static Set<String> messages(Diagram diagram) {
        return diagram.all(Message.class).stream().map(Message::getName).collect(Collectors.toSet());
    }

    /** The words of one kind; none where the diagram has none that code knows. */
    private static Set<String> words(String vocabulary, String kind) throws Exception {
        for (var nested : Class.forName(vocabulary).getDeclaredClasses()) {
            if (nested.getSimpleName().equals(kind)) {
                return words(nested);
            }
        }
        return Set.of();
    }

    private static Set<String> words(Class<?> type) throws IllegalAccessException {
        var words = new TreeSet<String>();
        for (var field : type.getDeclaredFields()) {
            if (field.getType() == String.class) {
                field.setAccessible(true);
                words.add((String) field.get(null));
            }
        }
        return words;
    }

    private static List<Path> sources() throws IOException {
        try (var all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
