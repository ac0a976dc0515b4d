package dev.baton.lead.contact;

import java.util.List;
import java.util.Set;

/** How much somebody wants to buy, as far as known. */
public final class Intents {

    public static final List<String> IN_ORDER = List.of("high", "medium", "low");
    public static final Set<String> ALL = Set.copyOf(IN_ORDER);

    private Intents() {}
}
