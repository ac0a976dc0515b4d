package dev.baton.customer.naming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The name of a company by its parts: where it is, its brand word (字号), what it does, and the markers that tell one
 * member of a group from the next. The legal form is read and never compared.
 *
 * @param whole the name in its one spelling, without blanks
 * @param places codes of the places that it names; several where a short name is that of several
 * @param place the words of these places, without their kind (苏州, not 苏州市)
 * @param trades what it does, each by the word that stands for its synonyms
 * @param trade the same as it is written
 * @param markers what makes it another member of the same group: 分公司 with its place, 集团, 销售, a number
 * @param former names that it says it had
 * @param alias the brand that stands at the end of a long name: 瑞金 of 上海交通大学医学院附属瑞金医院; empty where there is none
 */
public record CompanyName(
        String written,
        String whole,
        Set<String> places,
        String place,
        String brand,
        Set<String> trades,
        String trade,
        Set<String> markers,
        List<CompanyName> former,
        String alias) {

    private static final String COUNTRY = "中国";
    private static final Pattern FORMER = Pattern.compile("\\((?:原名称|原名|曾用名|前身为?|原)[:：]?([^()]{2,})\\)");
    private static final Pattern BRACKET = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern SIGNS = Pattern.compile("[\\s.,·•'’\"“”、，。/&_()-]+");
    private static final Pattern BRANCH =
            Pattern.compile("(分公司|分行|支行|分理处|办事处|代表处|营业部|营业所|分店|分厂|分院|分校|工会委员会|工会|党委|子公司)$");
    private static final Pattern FORM =
            Pattern.compile("(?:股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|总公司|责任公司|公司|有限合伙企业|合伙企业|个人独资企业|股份合作公司|股份|有限|责任)$");
    private static final Pattern FORM_INSIDE = Pattern.compile("(?:股份有限公司|有限责任公司|有限公司|总公司|公司)");
    private static final Pattern PARTNERSHIP = Pattern.compile("(?:有限合伙|普通合伙|特殊普通合伙|个人独资|筹|中国|总部)");
    private static final Pattern MARKER = Pattern.compile("(集团|控股|投资|销售|营销|工会)$");
    private static final Pattern NUMBER = Pattern.compile("第[一二三四五六七八九十百0-9]+|(?<=.)[0-9]+");
    private static final Pattern AFFILIATED = Pattern.compile(".{2,}附属(.{2,}?)(?=医院$|中学$|小学$|学校$|幼儿园$|学院$)");

    public static CompanyName of(String written) {
        return HanText.hasHan(written) ? han(written) : LatinCompanyName.of(written);
    }

    private static CompanyName han(String written) {
        var text = HanText.folded(written);
        var former = new ArrayList<CompanyName>();
        var before = FORMER.matcher(text);
        while (before.find()) {
            former.add(han(before.group(1)));
        }
        text = FORMER.matcher(text).replaceAll("");
        var reading = new Reading();
        text = reading.brackets(text);
        var whole = SIGNS.matcher(text).replaceAll("");
        var rest = reading.markers(reading.form(reading.branch(whole)));
        rest = withoutCountry(reading.head(rest));
        var start = Trades.start(rest, reading.last.isEmpty() ? 1 : 0);
        var brand = reading.tail(rest.substring(0, start));
        var trade = rest.substring(start);
        if (brand.isEmpty()) {
            brand = reading.giveBack();
        }
        var affiliated = AFFILIATED.matcher(whole);
        return new CompanyName(
                written,
                SIGNS.matcher(HanText.folded(written)).replaceAll(""),
                Set.copyOf(reading.codes),
                reading.words.toString(),
                brand.isEmpty() ? rest : brand,
                Set.copyOf(Trades.meant(trade)),
                trade,
                Set.copyOf(reading.markers),
                List.copyOf(former),
                affiliated.find() ? affiliated.group(1) : "");
    }

    /** 中国工商银行 and 工商银行 are one; of 中国银行 nothing would be left that is its own. */
    private static String withoutCountry(String text) {
        var rest = text.startsWith(COUNTRY) ? text.substring(COUNTRY.length()) : text;
        return Trades.start(rest, 0) < 2 ? text : rest;
    }

    /** Whether nothing is left but a legal form, a place or what companies do: no name to find anybody by. */
    public boolean saysNothing() {
        return brand.isEmpty();
    }

    public boolean isLatin() {
        return !HanText.hasHan(whole);
    }

    /** All words under which it may be looked for: its parts and those of its former names. */
    public List<CompanyName> andFormer() {
        var all = new ArrayList<CompanyName>();
        all.add(this);
        all.addAll(former);
        return all;
    }

    /** What is taken off a name piece by piece, and kept. */
    private static final class Reading {

        private final Set<String> codes = new HashSet<>();
        private final StringBuilder words = new StringBuilder();
        private final Set<String> markers = new TreeSet<>();
        private String last = "";
        private String lastWord = "";
        private Set<String> beforeLast = Set.of();

        /** A bracket holds a place, a marker, the kind of partnership; anything else belongs to the name. */
        String brackets(String text) {
            return BRACKET.matcher(text).replaceAll(bracket -> {
                var content = bracket.group(1);
                var places = Regions.only(content);
                if (!places.isEmpty()) {
                    places.forEach(this::place);
                    last = "";
                    return "";
                }
                var marker = MARKER.matcher(content);
                if (marker.matches()) {
                    markers.add(marker.group(1));
                    return "";
                }
                return PARTNERSHIP.matcher(content).matches() ? "" : java.util.regex.Matcher.quoteReplacement(content);
            });
        }

        /** 某某有限公司苏州分公司: the head company, and where the branch is. */
        String branch(String text) {
            var branch = BRANCH.matcher(text);
            if (!branch.find() || branch.start() == 0) {
                return text;
            }
            var head = text.substring(0, branch.start());
            var ends = 0;
            var form = FORM_INSIDE.matcher(head);
            while (form.find()) {
                ends = form.end();
            }
            if (ends == 0) {
                ends = startOfPlace(head);
            }
            markers.add(branch.group(1) + ":" + head.substring(ends));
            return head.substring(0, ends);
        }

        private static int startOfPlace(String head) {
            for (var at = 2; at < head.length() - 1; at++) {
                if (Regions.at(head, at).isPresent()) {
                    return at;
                }
            }
            return head.length();
        }

        String form(String text) {
            var rest = text;
            for (var form = FORM.matcher(rest); form.find() && form.start() > 0; form = FORM.matcher(rest)) {
                rest = rest.substring(0, form.start());
            }
            return FORM.matcher(rest).matches() ? "" : rest;
        }

        String markers(String text) {
            var rest = text;
            for (var marker = MARKER.matcher(rest);
                    marker.find() && marker.start() > 1;
                    marker = MARKER.matcher(rest)) {
                markers.add(marker.group(1));
                rest = form(rest.substring(0, marker.start()));
            }
            var group = rest.indexOf("集团");
            if (group > 1) {
                markers.add("集团");
                rest = rest.substring(0, group) + rest.substring(group + 2);
            }
            var number = NUMBER.matcher(rest);
            var bare = number.replaceAll(found -> {
                markers.add(found.group());
                return "";
            });
            return bare.isEmpty() ? rest : bare;
        }

        /** The places that the text begins with. */
        String head(String text) {
            var rest = text;
            for (var hit = Regions.at(rest, 0); hit.isPresent() && fits(hit.get()); hit = Regions.at(rest, 0)) {
                place(hit.get());
                rest = rest.substring(hit.get().text().length());
            }
            return rest;
        }

        /** A brand may be followed by its place: 云帆苏州. */
        String tail(String brand) {
            var hit = Regions.atEnd(brand);
            if (hit.isEmpty() || brand.length() - hit.get().text().length() < 2 || !codes.isEmpty()) {
                return brand;
            }
            place(hit.get());
            last = "";
            return brand.substring(0, brand.length() - hit.get().text().length());
        }

        private boolean fits(Regions.Hit hit) {
            return codes.isEmpty() || !Regions.within(codes, hit.codes()).isEmpty();
        }

        private void place(Regions.Hit hit) {
            var narrower = Regions.within(codes, hit.codes());
            beforeLast = Set.copyOf(codes);
            codes.clear();
            codes.addAll(narrower.isEmpty() ? hit.codes() : narrower);
            last = hit.text();
            lastWord = hit.shorter();
            words.append(lastWord);
        }

        /** What was taken for a place was all the name there is: 瑞金医院, 永安科技. */
        String giveBack() {
            if (last.isEmpty()) {
                return "";
            }
            codes.clear();
            codes.addAll(beforeLast);
            words.setLength(words.length() - lastWord.length());
            return last;
        }
    }

    /** What is asked of an index: places, brand, trade and aliases as they would be typed. */
    public Set<String> searchable() {
        var texts = new LinkedHashSet<String>();
        andFormer().forEach(name -> {
            texts.add(name.whole());
            texts.add(name.place() + name.brand() + name.trade());
        });
        if (!alias.isEmpty()) {
            texts.add(alias);
        }
        return texts;
    }
}
