package dev.baton.lead;

import java.util.List;
import java.util.Set;

/** How much somebody wants to buy, as far as known. */
final class Intents {

    static final List<String> IN_ORDER = List.of("high", "medium", "low");
    static final Set<String> ALL = Set.copyOf(IN_ORDER);

    private Intents() {}
}
