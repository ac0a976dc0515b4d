package dev.baton.customer.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The characters of names and their neighbours, by which an index finds a name from one character on. */
public final class Grams {

    private Grams() {}

    /** Every character and every two neighbours. */
    public static Set<String> of(Collection<String> texts) {
        var grams = new LinkedHashSet<String>();
        for (var text : texts) {
            var signs = HanText.folded(text)
                    .codePoints()
                    .filter(Character::isLetterOrDigit)
                    .toArray();
            for (var at = 0; at < signs.length; at++) {
                grams.add(Character.toString(signs[at]));
                if (at + 1 < signs.length) {
                    grams.add(new String(signs, at, 2));
                }
            }
        }
        return grams;
    }

    /**
     * What was typed, cut where a place ends: 苏州精 is 苏州 and 精, and no part of 苏州云帆精密有限公司 as it stands.
     */
    public static List<String> asked(String typed) {
        var text = HanText.folded(typed).replaceAll("[^\\p{L}\\p{N}]", "");
        var parts = new ArrayList<String>();
        var at = 0;
        for (var hit = Regions.at(text, at); hit.isPresent() && at < text.length(); hit = Regions.at(text, at)) {
            parts.add(hit.get().text());
            at += hit.get().text().length();
            if (at >= text.length()) {
                break;
            }
        }
        if (at < text.length()) {
            parts.add(text.substring(at));
        }
        return parts;
    }

    /** The grams that a name must have which has all these parts: pairs, and single characters where there is but one. */
    public static Set<String> needed(List<String> parts) {
        var needed = new LinkedHashSet<String>();
        for (var part : parts) {
            var signs = part.codePoints().toArray();
            if (signs.length == 1) {
                needed.add(part);
            }
            for (var at = 0; at + 1 < signs.length; at++) {
                needed.add(new String(signs, at, 2));
            }
        }
        return needed;
    }

    /** Whether the parts stand in the text in their order, anything between them. */
    public static boolean inOrder(List<String> parts, String text) {
        var folded = HanText.folded(text);
        var at = 0;
        for (var part : parts) {
            var found = folded.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    /** The one spelling of a text, without blanks. */
    public static String folded(String text) {
        return HanText.folded(text);
    }

    public static boolean hasHan(String text) {
        return HanText.hasHan(text);
    }
}
