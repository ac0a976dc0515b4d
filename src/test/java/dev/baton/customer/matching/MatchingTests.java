package dev.baton.customer.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.Trials;
import dev.baton.customer.matching.LabelledPairs.Label;
import dev.baton.customer.matching.MatchPolicy.Figure;
import dev.baton.customer.naming.CompanyName;
import dev.baton.customer.naming.NameComparison;
import dev.baton.engine.DecisionTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two records mean the same customer, by the table that ships. */
class MatchingTests {

    private static final MatchPolicy POLICY = MatchTables.asPackaged(new DecisionTables());
    private static final String PHONE = "+8613912345670";

    private final Matching matching = new Matching(POLICY);

    @ParameterizedTest(name = "{0} {1} {2} {3} / {4} {5} {6} {7}: {8} at {9}")
    @CsvSource({
        // company, contact, phone, mail, and the same of the other: what becomes of them, and the score
        "苏州云帆精密有限公司, 张伟, 1, '', 苏州云帆精密, 张伟, 1, '', SAME, 0.99",
        "苏州云帆精密有限公司, 张伟, 1, '', '', 张伟, 1, '', SAME, 0.99",
        "'', 张伟, 1, '', '', 张伟, 1, '', SAME, 0.99",
        "'', 张伟, 1, '', '', 张总, 1, '', ONE_CLICK, 0.99",
        "'', 王伟, 1, '', '', 王芳, 1, '', REVIEW, 0.99",
        "苏州云帆精密有限公司, 张伟, 1, '', 苏州云帆精密有限公司, 李芳, 1, '', ONE_CLICK, 0.99",
        "苏州云帆精密有限公司, 张伟, 1, '', 苏州云凡精密有限公司, 张伟, 1, '', ONE_CLICK, 0.99",
        "苏州云帆精密有限公司, 张伟, 1, '', 上海华鑫贸易有限公司, 张伟, 1, '', RELATED, 0.99",
        "苏州云帆精密有限公司, 张伟, 1, '', 苏州云帆精密有限公司上海分公司, 张伟, 1, '', RELATED, 0.99",
        "苏州云帆精密有限公司, 张伟, 1, a@b.cn, 苏州云帆精密有限公司, 张伟, 2, A@b.cn, ONE_CLICK, 0.975",
        "'', 张伟, 1, a@b.cn, '', 张伟, 2, a@b.cn, REVIEW, 0.90",
        "'', 张伟, 1, a@b.cn, '', 张伟, 2, c@b.cn, DIFFERENT, 0.0",
        "苏州云帆精密有限公司, 张伟, 1, '', 苏州云帆精密有限公司, 李芳, 2, '', REVIEW, 0.75",
        "云帆精密有限公司, 张伟, 1, '', 苏州云帆精密有限公司, 李芳, 2, '', DIFFERENT, 0.75",
        "苏州云帆精密有限公司, 张伟, 1, '', 无锡云帆精密有限公司, 张伟, 2, '', DIFFERENT, 0.0",
        "苏州云帆精密有限公司, 张伟, 1, '', 苏州云帆贸易有限公司, 张伟, 2, '', DIFFERENT, 0.0",
        "苏州XX精密有限公司, 张伟, 1, '', 苏州YY精密有限公司, 李芳, 2, '', DIFFERENT, 0.0",
        "'', 张伟, 1, '', '', 张伟, 2, '', DIFFERENT, 0.0",
        "苏州云帆精密有限公司, 张伟, '', '', 苏州云帆集团有限公司, 张伟, '', '', RELATED, 0.0",
        "Acme Technology Inc, John Smith, 1, '', ACME Tech LLC, John Smith, 1, '', SAME, 0.99"
    })
    @DisplayName("Twenty pairs get the score and the class of the table (DQ-03, F-08)")
    void fixture(
            String company,
            String contact,
            String phone,
            String mail,
            String otherCompany,
            String otherContact,
            String otherPhone,
            String otherMail,
            MatchClass outcome,
            double score) {
        var one = party(company, contact, phone, mail);
        var other = party(otherCompany, otherContact, otherPhone, otherMail);
        var match = matching.compare(one, other);
        assertThat(match.outcome()).as(match.toString()).isEqualTo(outcome);
        assertThat(match.score()).isCloseTo(score, within(0.000_1));
        assertThat(matching.compare(other, one)).isEqualTo(match);
    }

    private static Party party(String company, String contact, String phone, String mail) {
        return LabelledPairs.of(
                company.isEmpty() ? null : company,
                List.of(LabelledPairs.contact(
                        contact, phone.isEmpty() ? null : PHONE + phone, mail.isEmpty() ? null : mail)));
    }

    @Test
    @DisplayName("The same credit code is the same customer; two different ones never are, whatever else agrees")
    void creditCodes() {
        var one = keyed("苏州云帆精密有限公司", "91350100M000100Y43", null, null);
        assertThat(matching.compare(one, keyed("苏州扬帆机械有限公司", "91350100M000100Y43", null, null))
                        .outcome())
                .isEqualTo(MatchClass.SAME);
        assertThat(matching.compare(one, keyed("苏州云帆精密有限公司", "91310000607221900X", null, null))
                        .outcome())
                .isEqualTo(MatchClass.DIFFERENT);
    }

    @Test
    @DisplayName("A different legal representative at the same address is always reviewed")
    void legalPersons() {
        var one = keyed("苏州云帆精密有限公司", null, "工业园区星湖街328号", "张伟");
        var other = keyed("苏州云帆精密有限公司", null, "工业园区星湖街328号", "李芳");
        assertThat(matching.compare(one, other).outcome()).isEqualTo(MatchClass.REVIEW);
        assertThat(matching.compare(
                                with(one, LabelledPairs.contact("王强", PHONE, null)),
                                with(other, LabelledPairs.contact("王强", PHONE, null)))
                        .outcome())
                .isEqualTo(MatchClass.REVIEW);
    }

    @Test
    @DisplayName("Name, address and legal representative are suspected from 90 % of the lowest on (DQ-08)")
    void combination() {
        var one = keyed("云帆精密有限公司", null, "工业园区星湖街328号", "张伟");
        assertThat(matching.compare(one, keyed("苏州云帆精密有限公司", null, "工业园区星湖街328号", "张伟"))
                        .outcome())
                .isEqualTo(MatchClass.REVIEW);
        assertThat(matching.compare(one, keyed("苏州云帆精密有限公司", null, "高新区狮山路1号", "张伟"))
                        .outcome())
                .isEqualTo(MatchClass.DIFFERENT);
    }

    private static Party keyed(String company, String code, String address, String legalPerson) {
        return new Party(
                CompanyName.of(company).andFormer(),
                List.of(),
                code == null ? Map.of() : Map.of(MatchField.CREDIT_CODE, Set.of(code)),
                null,
                null,
                address,
                legalPerson);
    }

    private static Party with(Party party, Party.Contact contact) {
        return new Party(
                party.names(), List.of(contact), party.keys(), null, null, party.address(), party.legalPerson());
    }

    @Test
    @DisplayName("On 4,000 labelled pairs nothing is merged wrongly; precision and recall are printed")
    void accuracy(TestReporter reporter) {
        var seed = 20_261_130L;
        var wrong = new ArrayList<String>();
        var found = new HashMap<String, Integer>();
        for (var pair : new LabelledPairs(seed).draw(4_000)) {
            var match = matching.compare(pair.one(), pair.other());
            var names = names(pair);
            if (match.outcome() == MatchClass.SAME && pair.label() != Label.SAME) {
                wrong.add(pair.kind() + ": " + pair.one().names() + " / "
                        + pair.other().names());
            }
            var proposed = match.outcome().compareTo(MatchClass.REVIEW) >= 0
                    && !pair.kind().equals("family");
            var same = proposed || names;
            found.merge((pair.label() == Label.SAME ? "true " : "false ") + (same ? "same" : "other"), 1, Integer::sum);
            if (same != (pair.label() == Label.SAME)) {
                found.merge("missed or wrong: " + pair.kind(), 1, Integer::sum);
            }
        }
        double hits = found.getOrDefault("true same", 0);
        var precision = hits / (hits + found.getOrDefault("false same", 0));
        var recall = hits / (hits + found.getOrDefault("true other", 0));
        var told = String.format("precision %.4f, recall %.4f, %s", precision, recall, found);
        reporter.publishEntry("4,000 pairs of seed " + seed, told);
        assertThat(wrong).isEmpty();
        assertThat(precision).as(told).isGreaterThanOrEqualTo(0.99);
        assertThat(recall).as(told).isGreaterThanOrEqualTo(0.95);
    }

    /** Pairs that have nothing but names are judged by the names. */
    private static boolean names(LabelledPairs.Pair pair) {
        return pair.one().contacts().isEmpty()
                && pair.one().names().stream().anyMatch(one -> pair.other().names().stream()
                        .map(other -> NameComparison.of(one, other).verdict())
                        .anyMatch(verdict ->
                                verdict == NameComparison.Verdict.SAME || verdict == NameComparison.Verdict.ALIKE));
    }

    @Test
    @DisplayName("The order of the two, and of what they hold, changes nothing; a record is itself")
    void symmetric() {
        Trials.run(200, random -> {
            var pair = drawn(random);
            var match = matching.compare(pair.one(), pair.other());
            assertThat(matching.compare(pair.other(), pair.one())).isEqualTo(match);
            assertThat(matching.compare(shuffled(pair.one(), random), shuffled(pair.other(), random)))
                    .isEqualTo(match);
            var itself = matching.compare(pair.one(), pair.one());
            assertThat(itself.outcome()).isNotEqualTo(MatchClass.RELATED);
            assertThat(itself.score()).isGreaterThanOrEqualTo(match.score());
        });
    }

    @Test
    @DisplayName("A stricter table never merges more")
    void stricter() {
        Trials.run(300, random -> {
            var pair = drawn(random);
            var strict = new Matching(stricter(random));
            assertThat(strict.compare(pair.one(), pair.other()).outcome())
                    .isLessThanOrEqualTo(
                            matching.compare(pair.one(), pair.other()).outcome());
        });
    }

    private static LabelledPairs.Pair drawn(RandomGenerator random) {
        var pairs = new LabelledPairs(random.nextLong()).draw(20);
        var one = pairs.get(random.nextInt(20));
        var other = random.nextBoolean() ? one : pairs.get(random.nextInt(20));
        return new LabelledPairs.Pair(one.kind(), one.one(), other.other(), one.label());
    }

    private static Party shuffled(Party party, RandomGenerator random) {
        var names = new ArrayList<>(party.names());
        var contacts = new ArrayList<>(party.contacts());
        Collections.shuffle(names, Random.from(random));
        Collections.shuffle(contacts, Random.from(random));
        return new Party(
                names, contacts, party.keys(), party.region(), party.trade(), party.address(), party.legalPerson());
    }

    /** Some fields off or less sure, some limits higher. */
    private static MatchPolicy stricter(RandomGenerator random) {
        var fields = new EnumMap<MatchField, MatchPolicy.Field>(MatchField.class);
        POLICY.fields()
                .forEach((field, rule) -> fields.put(
                        field,
                        new MatchPolicy.Field(
                                rule.active() && (KEEPS_APART.contains(field) || random.nextInt(4) > 0),
                                rule.confidence() * (random.nextBoolean() ? 1 : random.nextDouble()),
                                rule.evidence())));
        var figures = new EnumMap<>(POLICY.figures());
        for (var limit : List.of(Figure.ONE_CLICK, Figure.REVIEW, Figure.NAME, Figure.COMBINATION)) {
            figures.computeIfPresent(limit, (any, value) -> Math.min(100, value + random.nextInt(6)));
        }
        return new MatchPolicy(1, fields, figures, POLICY.placeholders());
    }

    /** Fields that can tell two records apart: without them a table is not stricter. */
    private static final Set<MatchField> KEEPS_APART =
            Set.of(MatchField.CREDIT_CODE, MatchField.LEGAL_PERSON, MatchField.ADDRESS);
}
