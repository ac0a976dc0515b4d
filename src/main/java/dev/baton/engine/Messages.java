package dev.baton.engine;

import java.time.Instant;
import java.util.Map;

/**
 * Tells the engine that something happened: written in the caller's transaction, sent after its commit, sent again
 * until the engine has it.
 */
public interface Messages {

    /**
     * @param name of the message in the diagram
     * @param correlationKey the record that it is about
     * @param messageId derived from the event: the engine takes the same id only once
     * @param variables small: ids and what gateways, timers and decisions need
     */
    void publish(String name, String correlationKey, String messageId, Map<String, ?> variables);

    /**
     * Sends messages of this name for this key again, as new ones, because nothing came of them: the engine would refuse
     * those that it has. Those that were sent after the given instant have their time.
     */
    int repeat(String name, String correlationKey, Instant sentBefore);

    /** Lets the process of a record begin once more: by the message that began it, or a new one where that is forgotten. */
    default void publishAgain(String name, String correlationKey, Map<String, ?> variables, Instant now) {
        if (repeat(name, correlationKey, now.plusSeconds(1)) == 0) {
            publish(name, correlationKey, name + ":" + correlationKey + ":" + now, variables);
        }
    }
}
