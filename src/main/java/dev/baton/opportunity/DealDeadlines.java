package dev.baton.opportunity;

import java.util.List;

/** The kinds of deadline that a deal can have. */
final class DealDeadlines {

    static final String STAGE = "deal.stage";
    static final String FREEZE = "deal.freeze";
    static final String SUBSTATE = "deal.substate";

    static final List<String> OF_A_SUBSTATE = List.of(SUBSTATE);

    private DealDeadlines() {}
}
