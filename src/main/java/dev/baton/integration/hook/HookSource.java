package dev.baton.integration.hook;

import dev.baton.integration.Draft;
import dev.baton.integration.LeadField;
import dev.baton.integration.LeadSource;
import dev.baton.integration.Standardising;
import dev.baton.lead.NewLead;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Signed messages as a source: fields by the channel's mapping, everything else that is said stays as notes. */
@Component
class HookSource implements LeadSource<HookMessage> {

    private static final int LONGEST_NOTE = 1_000;
    private static final int MOST_NOTES = 40;

    private final Standardising standardising;

    HookSource(Standardising standardising) {
        this.standardising = standardising;
    }

    @Override
    public NewLead standardise(HookMessage message) {
        var draft = new Draft();
        draft.note("channel", "hook " + message.channel());
        draft.note("ip", message.address());
        var rules = message.rules();
        rules.defaults().forEach((name, text) -> LeadField.byCode(name).ifPresent(field -> draft.set(field, text)));
        var used = new HashSet<String>();
        rules.mapping().forEach((name, place) -> LeadField.byCode(name).ifPresent(field -> {
            draft.set(field, text(message.body(), place));
            used.add(place);
        }));
        note(draft, message.body(), "", used);
        return standardising.lead(draft, rules.source());
    }

    private static void note(Draft draft, JsonNode node, String path, Set<String> used) {
        var notes = 0;
        for (var entry : node.properties()) {
            var place = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            var value = entry.getValue();
            if (value.isObject() && path.length() < 60) {
                note(draft, value, place, used);
            } else if (!used.contains(place) && !value.isNull() && isName(place) && notes++ < MOST_NOTES) {
                draft.note(place, shortened(value.isValueNode() ? value.asString("") : value.toString()));
            }
        }
    }

    private static boolean isName(String place) {
        return place.length() <= 100 && place.chars().noneMatch(Character::isISOControl);
    }

    private static @Nullable String text(JsonNode body, String place) {
        JsonNode node = body;
        for (var step : place.split("\\.", 0)) {
            node = node.path(step);
        }
        return node.isValueNode() && !node.isNull() ? node.asString("") : null;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_NOTE ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_NOTE / 2));
    }
}
