package dev.baton.assignment;

import dev.baton.staff.PersonId;

/** Why somebody was not a candidate (LA-16). */
public record Exclusion(PersonId person, Reason reason) {

    /** Each is a switch or a fact that somebody can look up and change. */
    public enum Reason {
        /** The assignment rule of the region is switched off. */
        RULE_DISABLED,
        /** No role of this person may receive leads. */
        NO_RECEIVE_PERMISSION,
        /** Disabled or not in service. */
        NOT_ACTIVE,
        ON_LEAVE,
        OTHER_REGION,
        /** Has had this lead before and gave it back, or lost it to somebody else. */
        HAD_IT_BEFORE
    }
}
