package dev.baton.opportunity.policy;

import dev.baton.evidence.inspection.FileType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the tables say about one stage, in the version that was read.
 *
 * @param order where it stands in the row of stages; a return goes to a lower one, a jump to a higher one
 * @param definition what the house has agreed it means (SG-01)
 * @param approval the kind of approval behind its gate, or {@code none}
 * @param tableVersion for example {@code stage-policy:3}
 */
public record Stage(
        String key,
        int order,
        Text name,
        Text definition,
        int definitionVersion,
        String definitionApprovedBy,
        String approval,
        List<Proof> evidence,
        List<Condition> conditions,
        List<Action> actions,
        List<FieldRule> fields,
        List<Substate> substates,
        String tableVersion) {

    /**
     * A kind of file that the stage takes in.
     *
     * @param compare what its text is compared with: {@code amount}, {@code date} or {@code none}
     * @param alsoAs codes of other kinds that the same file may prove as well
     */
    public record Proof(
            String kind, Text name, Set<FileType> types, boolean required, String compare, Set<String> alsoAs) {}

    /** @param evidence the kind of file that proves it; empty where a person says so */
    public record Condition(String code, Text text, String evidence) {

        public boolean provedByFile() {
            return !evidence.isEmpty();
        }
    }

    /**
     * Something to do on the must-do list.
     *
     * @param kind {@code evidence} opens the upload, {@code document} writes a paper, {@code record} notes it as done
     * @param writes the field that doing it writes, for example {@code content_sent=whitepaper_v3}
     * @param depth points towards the depth of demand (F-11)
     */
    public record Action(
            String key, Text text, String kind, String target, boolean required, String writes, int depth) {

        /** Done by a file of the kind {@code target}, and by nothing else. */
        public boolean needsFile() {
            return kind.equals("evidence");
        }

        /** Done once the paper {@code target} has been written, and not before (SG-10). */
        public boolean needsPaper() {
            return kind.equals("document");
        }
    }

    /** @param rule {@code required}, {@code future}, {@code min} or {@code max} */
    public record FieldRule(String field, String rule, double limit, Text text) {}

    /** @param during {@code approval} where it holds by itself while the approval behind the gate runs; else empty */
    public record Substate(String key, Text name, String during) {

        public static final String APPROVAL = "approval";

        public boolean holdsDuringApproval() {
            return during.equals(APPROVAL);
        }
    }

    /** What holds while the approval behind the gate runs, where the table names it. */
    public Optional<Substate> duringApproval() {
        return substates.stream().filter(Substate::holdsDuringApproval).findFirst();
    }

    public Optional<Proof> proof(String kind) {
        return evidence.stream().filter(proof -> proof.kind().equals(kind)).findFirst();
    }

    public Optional<Condition> condition(String code) {
        return conditions.stream()
                .filter(condition -> condition.code().equals(code))
                .findFirst();
    }

    public Optional<Action> action(String wanted) {
        return actions.stream().filter(action -> action.key().equals(wanted)).findFirst();
    }

    public boolean needsApproval() {
        return !approval.equals("none");
    }
}
