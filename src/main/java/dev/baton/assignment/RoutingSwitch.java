package dev.baton.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something in the routing that can be turned off at once when it is suspected of doing harm (LA-22). */
public record RoutingSwitch(
        String name,
        boolean on,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    /** Leaves people out who are on leave (LA-09); leads wait while absences cannot be trusted. */
    public static final String EXCLUDE_ON_LEAVE = "exclude-on-leave";

    /** Holds every new lead until it is turned off. */
    public static final String PAUSE_ALLOCATION = "pause-allocation";

    /** Leaves out people who had this lead before. */
    public static final String EXCLUDE_PREVIOUS_OWNERS = "exclude-previous-owners";

    /** With the code of the region behind it: whether its rule assigns leads at all (LA-08). */
    public static final String RULE_PREFIX = "rule-";
}
