package dev.baton.customer.naming;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a person as it is compared: without titles. A surname with a title is part of a name: it fits many and
 * proves nothing.
 *
 * @param whole the name in its one spelling; only the surname where no more was written
 * @param surnameOnly whether no more than a surname was written
 */
public record PersonName(String whole, boolean surnameOnly) {

    /** How two names go together. */
    public enum Likeness {
        SAME,
        /** They sound the same, or one is the beginning of the other. */
        FITS,
        DIFFERENT,
        /** One of them is missing. */
        UNKNOWN
    }

    private static final Pattern TITLE =
            Pattern.compile("(?:先生|女士|小姐|太太|老师|经理|总经理|总监|总裁|董事长|主任|主管|工程师|医生|院长|校长|采购|老板|总|工|董)+$");
    private static final Pattern ENGLISH_TITLE = Pattern.compile("^(?:mr|mrs|ms|miss|dr|prof)\\.?\\s+");
    private static final Set<String> TWO_CHARACTERS =
            Set.of("欧阳", "上官", "司马", "诸葛", "尉迟", "令狐", "万俟", "长孙", "皇甫", "东方", "慕容", "公孙", "夏侯", "司徒", "宇文");

    public static PersonName of(String written) {
        var spaced = ENGLISH_TITLE.matcher(HanText.spaced(written)).replaceFirst("");
        var text = spaced.replaceAll("[\\s.·•,]+", "");
        if (!HanText.hasHan(text)) {
            return new PersonName(text, false);
        }
        var bare = TITLE.matcher(text).replaceFirst("");
        if (bare.isEmpty()) {
            return new PersonName(text, false);
        }
        return new PersonName(bare, bare.length() == 1 || TWO_CHARACTERS.contains(bare));
    }

    public boolean isEmpty() {
        return whole.isEmpty();
    }

    public Likeness compare(PersonName other) {
        if (isEmpty() || other.isEmpty()) {
            return Likeness.UNKNOWN;
        }
        if (surnameOnly || other.surnameOnly) {
            return whole.startsWith(other.whole) || other.whole.startsWith(whole) ? Likeness.FITS : Likeness.DIFFERENT;
        }
        if (whole.equals(other.whole)) {
            return Likeness.SAME;
        }
        return soundsLike(other) ? Likeness.FITS : Likeness.DIFFERENT;
    }

    /** A Latin spelling may have the surname at its end. */
    private boolean soundsLike(PersonName other) {
        var here = HanText.hasHan(whole);
        var there = HanText.hasHan(other.whole);
        if (here && there) {
            return Readings.sound(Readings.ofPerson(whole)).stream()
                    .anyMatch(Readings.sound(Readings.ofPerson(other.whole))::contains);
        }
        if (here == there) {
            return false;
        }
        var han = here ? whole : other.whole;
        var latin = here ? other.whole : whole;
        return Readings.ofPerson(han).stream().anyMatch(syllables -> {
            var given = String.join("", syllables.subList(1, syllables.size()));
            return latin.equals(syllables.getFirst() + given) || latin.equals(given + syllables.getFirst());
        });
    }
}
