package dev.baton.greenchannel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The names of steps that exceptions are about, for people. */
@Component
class StepNames {

    private final ObjectProvider<SkippableSteps> known;

    StepNames(ObjectProvider<SkippableSteps> known) {
        this.known = known;
    }

    List<SkippableSteps.Known> of(Purpose purpose) {
        return known.stream()
                .filter(steps -> steps.purpose() == purpose)
                .flatMap(steps -> steps.steps().stream())
                .toList();
    }

    boolean knows(Purpose purpose, String key) {
        return find(purpose, key).isPresent();
    }

    List<String> keys(Purpose purpose) {
        return of(purpose).stream().map(SkippableSteps.Known::key).toList();
    }

    /** The key itself where the step is no longer known: a table may have changed since. */
    String name(Purpose purpose, @Nullable String key, Locale language) {
        if (key == null) {
            return "";
        }
        return find(purpose, key)
                .map(step -> language.getLanguage().equals("en") ? step.nameEn() : step.nameZh())
                .orElse(key);
    }

    /** What a request leaves out, in a few words. */
    String what(GreenChannel it, Locale language) {
        if (it.purpose() == Purpose.STAGE_JUMP) {
            return name(it.purpose(), it.fromStep(), language) + " → " + name(it.purpose(), it.toStep(), language);
        }
        var between = language.getLanguage().equals("en") ? ", " : "、";
        return String.join(
                between,
                it.steps().stream()
                        .map(step -> name(it.purpose(), step, language))
                        .toList());
    }

    private Optional<SkippableSteps.Known> find(Purpose purpose, String key) {
        return of(purpose).stream().filter(step -> step.key().equals(key)).findFirst();
    }
}
