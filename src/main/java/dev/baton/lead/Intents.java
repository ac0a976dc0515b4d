package dev.baton.lead;

import java.util.Set;

/** How much somebody wants to buy, as far as known. */
final class Intents {

    static final Set<String> ALL = Set.of("high", "medium", "low");

    private Intents() {}
}
