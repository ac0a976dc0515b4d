package dev.baton.opportunity.deal;

import java.util.List;

/** The kinds of deadline that a deal can have. */
public final class DealDeadlines {

    public static final String STAGE = "deal.stage";
    public static final String FREEZE = "deal.freeze";
    public static final String SUBSTATE = "deal.substate";

    public static final List<String> OF_A_SUBSTATE = List.of(SUBSTATE);

    private DealDeadlines() {}
}
