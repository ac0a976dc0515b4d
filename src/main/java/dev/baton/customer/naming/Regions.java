package dev.baton.customer.naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The places that a name may begin with, to county level. A short form may stand for several places (朝阳); two names go
 * together where one place of the one lies in a place of the other.
 */
final class Regions {

    /**
     * A place at some point of a text.
     *
     * @param shorter how it is called in short
     * @param codes of all places that are called so: two digits a province, four a prefecture, six a county
     */
    record Hit(String text, String shorter, Set<String> codes) {}

    private static final int LONGEST = 15;
    private static final int PROVINCE = 2;
    private static final int COUNTY = 6;
    private static final Map<String, String> SHORT_PROVINCES = Map.of(
            "内蒙古自治区", "内蒙古",
            "广西壮族自治区", "广西",
            "西藏自治区", "西藏",
            "宁夏回族自治区", "宁夏",
            "新疆维吾尔自治区", "新疆",
            "香港特别行政区", "香港",
            "澳门特别行政区", "澳门");
    private static final Pattern PEOPLES =
            Pattern.compile("(?:(?:回|藏|壮|蒙古|满|苗|土家|彝|布依|侗|瑶|白|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|纳西|景颇"
                    + "|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|朝鲜|怒|独龙|保安|东乡|裕固|各|鄂温克|鄂伦春)族|蒙古|哈萨克|柯尔克孜|塔吉克)*自治[州县旗]$");
    private static final Pattern KIND = Pattern.compile("(?:省|市|地区|盟|县|林区|特区|旗|新区)$");

    private static final Map<String, Hit> NAMES = read();

    private Regions() {}

    /** The longest place that the text has there. */
    static Optional<Hit> at(String text, int from) {
        for (var length = Math.min(LONGEST, text.length() - from); length >= 2; length--) {
            var hit = NAMES.get(text.substring(from, from + length));
            if (hit != null) {
                return Optional.of(hit);
            }
        }
        return Optional.empty();
    }

    /** The longest place that the text ends with. */
    static Optional<Hit> atEnd(String text) {
        for (var length = Math.min(LONGEST, text.length()); length >= 2; length--) {
            var hit = NAMES.get(text.substring(text.length() - length));
            if (hit != null) {
                return Optional.of(hit);
            }
        }
        return Optional.empty();
    }

    /** The places that a text consists of, from the larger to the smaller; empty where it has anything else. */
    static List<Hit> only(String text) {
        var hits = new ArrayList<Hit>();
        var at = 0;
        while (at < text.length()) {
            var hit = at(text, at);
            if (hit.isEmpty()) {
                return List.of();
            }
            hits.add(hit.get());
            at += hit.get().text().length();
        }
        return hits;
    }

    static boolean isSpelledSo(String pinyin) {
        return Spelled.NAMES.containsKey(pinyin);
    }

    /** The places whose name sounds so. */
    static Set<String> spelled(String pinyin) {
        return Spelled.NAMES.getOrDefault(pinyin, Set.of());
    }

    /** Whether one of these places is, or lies in, one of those. */
    static boolean together(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(a -> other.stream().anyMatch(b -> a.startsWith(b) || b.startsWith(a)));
    }

    /** Of places that are called the same those that lie in one named before. */
    static Set<String> within(Set<String> outer, Set<String> inner) {
        var fitting = new HashSet<String>();
        inner.stream()
                .filter(code -> outer.isEmpty() || outer.stream().anyMatch(code::startsWith))
                .forEach(fitting::add);
        return fitting;
    }

    private static Map<String, Hit> read() {
        var codes = new HashMap<String, Set<String>>();
        var shorts = new HashMap<String, String>();
        for (var line : NamingFiles.lines("regions.csv")) {
            var code = line.substring(0, line.indexOf(','));
            var name = line.substring(line.indexOf(',') + 1);
            codes.computeIfAbsent(name, any -> new HashSet<>()).add(code);
            var shorter = shorter(code, name);
            if (shorter.length() >= 2 && !shorter.equals(name)) {
                shorts.put(name, shorter);
                codes.computeIfAbsent(shorter, any -> new HashSet<>()).add(code);
            }
        }
        var names = new HashMap<String, Hit>();
        codes.forEach((name, all) -> names.put(name, new Hit(name, shorts.getOrDefault(name, name), Set.copyOf(all))));
        return names;
    }

    /** A city's district is called by its whole name: its short form is too often an ordinary word. */
    private static String shorter(String code, String name) {
        if (code.length() == PROVINCE && SHORT_PROVINCES.containsKey(name)) {
            return SHORT_PROVINCES.getOrDefault(name, name);
        }
        var people = PEOPLES.matcher(name).replaceFirst("");
        if (!people.equals(name)) {
            return people;
        }
        return code.length() == COUNTY && name.endsWith("区") && !name.endsWith("新区")
                ? name
                : KIND.matcher(name).replaceFirst("");
    }

    /** Read with the first Latin name. */
    private static final class Spelled {

        static final Map<String, Set<String>> NAMES = read();

        private static Map<String, Set<String>> read() {
            var spelled = new HashMap<String, Set<String>>();
            for (var hit : Regions.NAMES.values()) {
                if (hit.codes().stream().anyMatch(code -> code.length() < COUNTY)) {
                    Readings.ofName(hit.text()).stream().limit(1).forEach(syllables -> spelled.computeIfAbsent(
                                    String.join("", syllables), any -> new HashSet<>())
                            .addAll(hit.codes()));
                }
            }
            return spelled;
        }
    }
}
