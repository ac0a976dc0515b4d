package dev.baton.customer.naming;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is typed in Latin letters to find a Chinese name: its syllables and their initials, with and without its place. */
public final class Sounds {

    private static final int PLACE_READINGS = 2;

    private Sounds() {}

    /** suzhouyunfanjingmi, yunfanjingmi, szyfjm, yfjm, szjm; of each reading. */
    public static Set<String> ofCompany(CompanyName name) {
        var sounds = new LinkedHashSet<String>();
        for (var one : name.andFormer()) {
            if (one.isLatin()) {
                addWords(one, sounds);
                continue;
            }
            var places = first(Readings.ofName(one.place()), PLACE_READINGS);
            var brands = first(Readings.ofName(one.brand()), Readings.MOST / PLACE_READINGS);
            var trades = first(Readings.ofName(one.trade()), 1);
            for (var place : places) {
                for (var brand : brands) {
                    for (var trade : trades) {
                        add(sounds, place, brand, trade);
                        add(sounds, brand, trade);
                        add(sounds, place, trade);
                    }
                }
            }
        }
        if (!name.alias().isEmpty()) {
            first(Readings.ofName(name.alias()), 2).forEach(alias -> add(sounds, alias));
        }
        return sounds;
    }

    public static Set<String> ofPerson(String name) {
        var sounds = new LinkedHashSet<String>();
        Readings.ofPerson(name).forEach(syllables -> add(sounds, syllables));
        return sounds;
    }

    /** How the brand sounds, by its commonest reading: what Latin and Chinese spellings have in common. */
    public static String ofBrand(CompanyName name) {
        return name.isLatin()
                ? name.brand()
                : first(Readings.ofName(name.brand()), 1).stream()
                        .map(syllables -> String.join("", syllables))
                        .findFirst()
                        .orElse("");
    }

    private static void addWords(CompanyName name, Set<String> sounds) {
        for (var text : List.of(name.whole(), name.brand(), name.place() + name.brand() + name.trade())) {
            if (!text.isEmpty()) {
                sounds.add(text);
            }
        }
    }

    @SafeVarargs
    private static void add(Set<String> sounds, List<String>... parts) {
        var whole = new StringBuilder();
        var initials = new StringBuilder();
        for (var part : parts) {
            for (var syllable : part) {
                whole.append(syllable);
                initials.append(syllable.charAt(0));
            }
        }
        if (!whole.isEmpty()) {
            sounds.add(whole.toString());
            sounds.add(initials.toString());
        }
    }

    private static List<List<String>> first(List<List<String>> spellings, int count) {
        return spellings.size() <= count ? spellings : spellings.subList(0, count);
    }
}
