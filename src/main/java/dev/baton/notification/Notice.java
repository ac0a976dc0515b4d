package dev.baton.notification;

import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Map;

/**
 * What somebody has to be told.
 *
 * @param event names the occurrence, for example {@code lead:<id>:1:window-due}; the same event reaches the same
 *     person on the same channel only once, however often it is sent. The trace of a lead is found by the beginning
 *     {@code lead:<id>:}
 * @param template key of the text in the template registry, for example {@code lead.window-due}
 * @param values fill the placeholders of the template by name; a name that ends in {@code At} takes an ISO instant,
 *     {@code source} a source code: both are shown in the language of the reader
 * @param path where the workbench shows the matter, for example {@code /leads/<id>}
 * @param channels each of them is used
 */
public record Notice(
        String event, PersonId to, String template, Map<String, String> values, String path, List<Channel> channels) {

    public Notice {
        if (event.isBlank() || channels.isEmpty()) {
            throw new IllegalArgumentException("A notice needs an event and a channel");
        }
        // links in messages are the address of the house plus this path: it must not lead out of it
        if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            throw new IllegalArgumentException("Not a path of the workbench: " + path);
        }
        values = Map.copyOf(values);
        channels = List.copyOf(channels);
    }
}
