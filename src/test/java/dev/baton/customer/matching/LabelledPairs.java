package dev.baton.customer.matching;

import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.PersonName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of records of which it is known whether they mean the same customer, drawn from a seed: spellings of one firm,
 * siblings, branches, groups, firms that differ by one character, people, families with one telephone.
 */
final class LabelledPairs {

    /** What is true of a pair. */
    enum Label {
        SAME,
        RELATED,
        DIFFERENT
    }

    record Pair(String kind, Party one, Party other, Label label) {}

    private static final List<String> PLACES = List.of("苏州", "无锡", "上海", "北京", "深圳", "重庆", "宁波", "长沙", "厦门", "杭州");
    private static final List<String> LONG_PLACES =
            List.of("江苏省苏州市", "江苏省无锡市", "上海市", "北京市", "广东省深圳市", "重庆市", "浙江省宁波市", "湖南省长沙市", "福建省厦门市", "浙江省杭州市");
    private static final String BRAND = "云帆华鑫博远鼎盛恒泰瑞丰嘉禾凯旋卓越明德启航聚成伟业锦绣宏图振兴百川九鼎天翼";
    private static final List<String> TRADES =
            List.of("精密", "机械", "电子", "科技", "国际贸易", "物流", "包装", "新材料", "生物科技", "建筑工程", "软件", "食品");
    private static final List<String> FORMS = List.of("有限公司", "有限责任公司", "股份有限公司");
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰";

    private final RandomGenerator random;

    LabelledPairs(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    List<Pair> draw(int count) {
        var pairs = new ArrayList<Pair>();
        for (var at = 0; at < count; at++) {
            pairs.add(pair(at % KINDS));
        }
        return pairs;
    }

    private static final int KINDS = 20;

    private Pair pair(int kind) {
        var place = random.nextInt(PLACES.size());
        var where = PLACES.get(place);
        var brand = brand(2);
        var trade = pick(TRADES);
        var name = where + brand + trade + "有限公司";
        return switch (kind) {
            case 0 -> names("legal form", name, where + brand + trade + pick(FORMS), Label.SAME);
            case 1 -> names("place at length", name, LONG_PLACES.get(place) + brand + trade + "有限公司", Label.SAME);
            case 2 -> names("place in brackets", name, brand + "（" + where + "）" + trade + "有限公司", Label.SAME);
            case 3 -> names("short form", name, where + brand + trade, Label.SAME);
            case 4 -> names("no place", name, brand + trade + "有限公司", Label.SAME);
            case 5 -> names("blanks and width", name, " " + where + "　" + brand + " " + trade + "有限公司", Label.SAME);
            case 6 -> names("former name", name + "（原" + where + brand(2) + "机械有限公司）", name, Label.SAME);
            case 7 -> names("branch", name, name + pick(PLACES) + "分公司", Label.RELATED);
            case 8 -> names("group", name, where + brand + "集团有限公司", Label.RELATED);
            case 9 -> names("sales company", name, where + brand + trade + "销售有限公司", Label.RELATED);
            case 10 -> names("union", name, name + "工会委员会", Label.RELATED);
            case 11 ->
                names(
                        "first and second",
                        where + brand + "第一" + trade + "有限公司",
                        where + brand + "第二" + trade + "有限公司",
                        Label.RELATED);
            case 12 ->
                names(
                        "one character",
                        name,
                        where + brand.charAt(0) + other(brand.charAt(1)) + trade + "有限公司",
                        Label.DIFFERENT);
            case 13 ->
                names(
                        "another place",
                        name,
                        PLACES.get((place + 1) % PLACES.size()) + brand + trade + "有限公司",
                        Label.DIFFERENT);
            case 14 ->
                names(
                        "one-character brand",
                        where + brand.charAt(0) + trade + "有限公司",
                        where + other(brand.charAt(0)) + trade + "有限公司",
                        Label.DIFFERENT);
            case 15 -> triple(name);
            case 16 -> family();
            case 17 -> namesakes();
            case 18 -> sharedMail(name, where);
            default -> twoFirmsOneNumber(name, where);
        };
    }

    private Pair names(String kind, String one, String other, Label label) {
        return new Pair(kind, of(one, List.of()), of(other, List.of()), label);
    }

    private Pair triple(String name) {
        var person = person();
        var phone = phone();
        return new Pair(
                "triple",
                of(name, List.of(contact(person, phone, null))),
                of(name.replace("有限公司", ""), List.of(contact(person + "先生", phone, null))),
                Label.SAME);
    }

    private Pair family() {
        var phone = phone();
        return new Pair(
                "family",
                of(null, List.of(contact("王伟", phone, null))),
                of(null, List.of(contact("王芳", phone, null))),
                Label.DIFFERENT);
    }

    private Pair namesakes() {
        return new Pair(
                "namesakes",
                of(null, List.of(contact("张伟", phone(), null))),
                of(null, List.of(contact("张伟", phone(), null))),
                Label.DIFFERENT);
    }

    private Pair sharedMail(String name, String where) {
        var person = person();
        var mail = "mail" + random.nextInt(1_000_000) + "@example.cn";
        return new Pair(
                "mail and name",
                of(name, List.of(contact(person, phone(), mail))),
                of(name.replace(where, ""), List.of(contact(person, phone(), mail.toUpperCase(java.util.Locale.ROOT)))),
                Label.SAME);
    }

    private Pair twoFirmsOneNumber(String name, String where) {
        var phone = phone();
        return new Pair(
                "agency",
                of(name, List.of(contact(person(), phone, null))),
                of(where + "中介咨询有限公司", List.of(contact(person(), phone, null))),
                Label.RELATED);
    }

    static Party of(@Nullable String company, List<Party.Contact> contacts) {
        return new Party(
                company == null ? List.of() : CompanyName.of(company).andFormer(),
                contacts,
                Map.of(),
                null,
                null,
                null,
                null);
    }

    static Party.Contact contact(String name, @Nullable String phone, @Nullable String mail) {
        return new Party.Contact(
                PersonName.of(name),
                phone,
                mail == null ? null : dev.baton.customer.naming.MailKey.of(mail).orElse(null));
    }

    private String brand(int length) {
        var brand = new StringBuilder();
        while (brand.length() < length) {
            brand.append(BRAND.charAt(random.nextInt(BRAND.length())));
        }
        return brand.toString();
    }

    private char other(char sign) {
        char drawn;
        do {
            drawn = BRAND.charAt(random.nextInt(BRAND.length()));
        } while (drawn == sign || sounds(drawn, sign));
        return drawn;
    }

    private static boolean sounds(char one, char other) {
        return "鼎顶宏弘恒衡".indexOf(one) >= 0 && "鼎顶宏弘恒衡".indexOf(other) >= 0;
    }

    private String person() {
        return "" + SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.charAt(random.nextInt(GIVEN.length()))
                + GIVEN.charAt(random.nextInt(GIVEN.length()));
    }

    private String phone() {
        return "+861" + (3 + random.nextInt(7)) + String.format("%09d", random.nextInt(1_000_000_000));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
