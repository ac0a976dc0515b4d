package dev.baton.notification;

import dev.baton.staff.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Notices as the lead module writes them. */
public final class Notices {

    public static final Map<String, String> VALUES = Map.of(
            "leadName", "华东机械有限公司",
            "source", "site-form",
            "dueAt", "2026-03-01T06:30:00Z",
            "owner", "李雷");

    private Notices() {}

    public static Notice windowDue(Person to, Channel... channels) {
        var lead = UUID.randomUUID();
        return notice("lead:" + lead + ":1:window-due", "lead.window-due", to, VALUES, "/leads/" + lead, channels);
    }

    public static Notice notice(
            String event, String template, Person to, Map<String, String> values, String path, Channel... channels) {
        return new Notice(event, to.id(), template, values, path, List.of(channels));
    }
}
