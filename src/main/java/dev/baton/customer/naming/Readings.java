package dev.baton.customer.naming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import net.sourceforge.pinyin4j.PinyinHelper;

/**
 * How a name sounds. A character with several readings gives several spellings, the commonest first; those of surnames
 * and places are known, for dictionaries have them last.
 */
public final class Readings {

    /** So many spellings of one name are kept; what a person would type is among them. */
    public static final int MOST = 8;

    private static final Map<String, String> SURNAMES = Map.ofEntries(
            Map.entry("解", "xie"),
            Map.entry("仇", "qiu"),
            Map.entry("单", "shan"),
            Map.entry("查", "zha"),
            Map.entry("曾", "zeng"),
            Map.entry("朴", "piao"),
            Map.entry("区", "ou"),
            Map.entry("盖", "ge"),
            Map.entry("翟", "zhai"),
            Map.entry("缪", "miao"),
            Map.entry("员", "yun"),
            Map.entry("尉迟", "yu chi"),
            Map.entry("万俟", "mo qi"),
            Map.entry("令狐", "ling hu"),
            Map.entry("长孙", "zhang sun"),
            Map.entry("乐", "yue"),
            Map.entry("任", "ren"),
            Map.entry("华", "hua"),
            Map.entry("种", "chong"),
            Map.entry("繁", "po"),
            Map.entry("秘", "bi"),
            Map.entry("宓", "mi"),
            Map.entry("召", "shao"),
            Map.entry("洗", "xian"),
            Map.entry("冼", "xian"),
            Map.entry("纪", "ji"),
            Map.entry("燕", "yan"),
            Map.entry("覃", "qin"),
            Map.entry("谌", "chen"),
            Map.entry("晁", "chao"),
            Map.entry("逄", "pang"),
            Map.entry("黑", "he"),
            Map.entry("折", "she"));

    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("重庆", "chong qing"),
            Map.entry("长沙", "chang sha"),
            Map.entry("长春", "chang chun"),
            Map.entry("长治", "chang zhi"),
            Map.entry("长兴", "chang xing"),
            Map.entry("长乐", "chang le"),
            Map.entry("长垣", "chang yuan"),
            Map.entry("厦门", "xia men"),
            Map.entry("闵行", "min hang"),
            Map.entry("浚县", "xun xian"),
            Map.entry("筠连", "jun lian"),
            Map.entry("繁峙", "fan shi"),
            Map.entry("番禺", "pan yu"),
            Map.entry("六安", "lu an"),
            Map.entry("六合", "lu he"),
            Map.entry("蚌埠", "beng bu"),
            Map.entry("台州", "tai zhou"),
            Map.entry("丽水", "li shui"),
            Map.entry("涡阳", "guo yang"),
            Map.entry("铅山", "yan shan"),
            Map.entry("荥阳", "xing yang"),
            Map.entry("荥经", "ying jing"),
            Map.entry("泌阳", "bi yang"),
            Map.entry("东莞", "dong guan"),
            Map.entry("莘县", "shen xian"),
            Map.entry("乐清", "yue qing"),
            Map.entry("乐亭", "lao ting"),
            Map.entry("洪洞", "hong tong"),
            Map.entry("中牟", "zhong mu"),
            Map.entry("宕昌", "tan chang"),
            Map.entry("单县", "shan xian"),
            Map.entry("黄陂", "huang pi"),
            Map.entry("犍为", "qian wei"),
            Map.entry("大理", "da li"),
            Map.entry("吐鲁番", "tu lu fan"),
            Map.entry("阿克苏", "a ke su"),
            Map.entry("朝阳", "chao yang"),
            Map.entry("济南", "ji nan"),
            Map.entry("济宁", "ji ning"),
            Map.entry("会稽", "kuai ji"),
            Map.entry("天台", "tian tai"),
            Map.entry("百色", "bai se"));

    private Readings() {}

    /** The spellings of a company or a place, each as its syllables; Latin letters and figures stay as they are. */
    public static List<List<String>> ofName(String name) {
        return spellings(HanText.folded(name), PLACES);
    }

    /** The spellings of a person, whose surname comes first. */
    public static List<List<String>> ofPerson(String name) {
        return spellings(HanText.folded(name), SURNAMES);
    }

    static boolean soundAlike(String one, String other) {
        return sound(ofName(one)).stream().anyMatch(sound(ofName(other))::contains);
    }

    static List<String> sound(List<List<String>> spellings) {
        return spellings.stream().map(syllables -> String.join("", syllables)).toList();
    }

    /** Which reading of each character, the commonest being 0. */
    private record Choice(List<Integer> ranks, int sum) {}

    private static List<List<String>> spellings(String text, Map<String, String> known) {
        var options = options(text, known);
        var found = new ArrayList<List<String>>();
        var seen = new HashSet<List<Integer>>();
        var next = new PriorityQueue<Choice>(Comparator.comparingInt(Choice::sum));
        next.add(new Choice(Collections.nCopies(options.size(), 0), 0));
        while (!next.isEmpty() && found.size() < MOST) {
            var choice = next.poll();
            if (!seen.add(choice.ranks())) {
                continue;
            }
            var syllables = new ArrayList<String>();
            for (var at = 0; at < options.size(); at++) {
                syllables.add(options.get(at).get(choice.ranks().get(at)));
            }
            found.add(List.copyOf(syllables));
            for (var at = 0; at < options.size(); at++) {
                if (choice.ranks().get(at) + 1 < options.get(at).size()) {
                    var ranks = new ArrayList<>(choice.ranks());
                    ranks.set(at, ranks.get(at) + 1);
                    next.add(new Choice(ranks, choice.sum() + 1));
                }
            }
        }
        return found;
    }

    /** For each character the readings that it may have, first the one that it has here. */
    private static List<List<String>> options(String text, Map<String, String> known) {
        var options = new ArrayList<List<String>>();
        var start = text.isEmpty() ? "" : beginning(text, known);
        if (!start.isEmpty()) {
            var said = known.getOrDefault(start, "").split(" ", -1);
            for (var at = 0; at < start.length(); at++) {
                var readings = new LinkedHashSet<String>();
                readings.add(said[at]);
                readings.addAll(readings(start.charAt(at)));
                options.add(List.copyOf(readings));
            }
        }
        for (var at = start.length(); at < text.length(); at++) {
            var sign = text.charAt(at);
            if (Character.isIdeographic(sign)) {
                var readings = readings(sign);
                if (!readings.isEmpty()) {
                    options.add(readings);
                }
            } else if (Character.isLetterOrDigit(sign)) {
                options.add(List.of(String.valueOf(sign)));
            }
        }
        return options;
    }

    private static String beginning(String text, Map<String, String> known) {
        return known.keySet().stream()
                .filter(text::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static List<String> readings(char sign) {
        var all = PinyinHelper.toHanyuPinyinStringArray(sign);
        if (all == null) {
            return List.of();
        }
        return Arrays.stream(all)
                .map(reading -> reading.replaceAll("[1-5]$", "").replace("u:", "v"))
                .distinct()
                .toList();
    }
}
