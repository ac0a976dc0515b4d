package dev.baton.shared;

import java.util.UUID;

/** A record as a list names it. */
public interface Named {

    UUID getId();

    String getName();
}
