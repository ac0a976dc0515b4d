package dev.baton.engine;

import java.util.UUID;

/** What has to happen when a deadline of one kind has passed; the worker behind the timer calls the same code. */
public interface DeadlineAction {

    String kind();

    /** Runs in a transaction of its own and asks {@link Deadlines#act} whether it is the first. */
    void act(UUID recordId, int round, Deadlines.Actor actor);
}
