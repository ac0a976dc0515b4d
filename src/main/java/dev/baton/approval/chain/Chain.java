package dev.baton.approval.chain;

import java.util.List;

/**
 * Who has to approve something, as the tables say: steps in their order, and codes of what was not plain.
 *
 * @param tableVersion of the table that said so; 0 for the packaged one
 */
public record Chain(List<Step> steps, List<String> notices, int tableVersion) {

    /** Nobody came out of the table: the fallback approver is asked. */
    static final String EMPTY_CHAIN = "EMPTY_CHAIN";

    /** A step of the chain has no row in the table of limits. */
    static final String UNKNOWN_STEP = "UNKNOWN_STEP";

    /** Another currency: the rate of the table was applied. */
    static final String CURRENCY_CONVERTED = "CURRENCY_CONVERTED";

    /** A currency without a rate: the strictest row counts. */
    static final String CURRENCY_UNKNOWN = "CURRENCY_UNKNOWN";

    /** The contract on file says something else than the deal: the stricter of the two counts. */
    public static final String CONTRACT_DIFFERS = "CONTRACT_DIFFERS";

    /** A step needs more approvals than there are people: all of them have to approve. */
    static final String FEWER_APPROVERS = "FEWER_APPROVERS";

    /** The absence records cannot be believed now: nobody counts as absent. */
    static final String ABSENCES_UNSURE = "ABSENCES_UNSURE";

    /** A place was given to nobody, because everybody who could take it has one already. */
    public static final String PLACE_DROPPED = "PLACE_DROPPED";

    /** The one approver of a step is away, and nobody can step in. */
    public static final String HOLDER_AWAY = "HOLDER_AWAY";

    /** A green channel leaves steps out. */
    public static final String STEPS_SKIPPED = "STEPS_SKIPPED";

    /** An earlier run of the same approval was still open: it counts no more. */
    public static final String SUPERSEDED = "SUPERSEDED";

    /** The legal system does not answer: what Baton knows itself counts. */
    public static final String LEGAL_QUEUE_AWAY = "LEGAL_QUEUE_AWAY";

    /** The contract has climbed to the next level. */
    public static final String CLIMBED = "CLIMBED";

    /** As many as have a place. */
    public static final int ALL = Integer.MAX_VALUE;

    /**
     * @param who role names, or {@code person:} and a login
     * @param needed how many have to approve; {@link #ALL} for everybody
     */
    public record Step(TimeLimits.StepRule rule, List<String> who, int needed) {}
}
