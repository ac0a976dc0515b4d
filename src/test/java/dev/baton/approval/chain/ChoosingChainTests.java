package dev.baton.approval.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.shared.BusinessCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the table of the chain says at its boundaries, as packaged. */
@BatonTest
class ChoosingChainTests {

    @Autowired
    ChoosingChain choosing;

    @Autowired
    TimeLimits limits;

    @Autowired
    BusinessCalendar calendar;

    @ParameterizedTest(name = "{0} at a discount of {1}: {2}")
    @CsvSource({
        "199999.99, 0,    SUPERVISOR",
        "200000,    0,    SUPERVISOR FINANCE",
        "999999.99, 0.1,  SUPERVISOR FINANCE",
        "1000000,   0,    SUPERVISOR FINANCE DIRECTOR",
        "1,         0.1,  SUPERVISOR",
        "1,         0.1001, SUPERVISOR FINANCE",
        "1,         0.1999, SUPERVISOR FINANCE",
        "1,         0.2,  SUPERVISOR FINANCE DIRECTOR"
    })
    @DisplayName("A quote is countersigned by amount and discount (SW-10)")
    void quotes(String amount, String discount, String who) {
        var chain = chain(ApprovalKind.QUOTE, "standard", null, amount, discount, "CNY");
        assertThat(chain.steps()).hasSize(1);
        assertThat(chain.steps().getFirst().who()).containsExactlyInAnyOrder(who.split(" "));
        assertThat(chain.steps().getFirst().needed()).isEqualTo(Chain.ALL);
        assertThat(chain.notices()).isEmpty();
    }

    @ParameterizedTest(name = "{0} at a discount of {1}: {2}")
    @CsvSource({
        "49999.99,  0,    sales-manager legal",
        "50000,     0,    sales-manager finance legal",
        "499999.99, 0.1,  sales-manager finance legal",
        "500000,    0,    sales-manager finance legal director",
        "1,         0.2,  sales-manager finance legal director"
    })
    @DisplayName("A contract has as many steps as its amount and discount ask for, and no more (SW-10)")
    void contracts(String amount, String discount, String steps) {
        assertThat(keys(chain(ApprovalKind.CONTRACT, "standard", null, amount, discount, "CNY")))
                .containsExactly(steps.split(" "));
    }

    @Test
    @DisplayName("The light variant skips legal, unless it is a framework contract (SG-14)")
    void light() {
        assertThat(keys(chain(ApprovalKind.CONTRACT, "light", null, "49999", "0", "CNY")))
                .containsExactly("sales-manager");
        assertThat(keys(chain(ApprovalKind.CONTRACT, "light", "framework", "49999", "0", "CNY")))
                .containsExactly("sales-manager", "legal");
    }

    @Test
    @DisplayName(
            "Another currency is converted by the table; one without a rate is dealt with like the largest, visibly")
    void currencies() {
        var dollars = chain(ApprovalKind.CONTRACT, "standard", null, "70000", "0", "USD");
        assertThat(keys(dollars)).contains("director");
        assertThat(dollars.notices()).containsExactly(Chain.CURRENCY_CONVERTED);
        assertThat(keys(chain(ApprovalKind.CONTRACT, "standard", null, "60000", "0", "USD")))
                .doesNotContain("director");
        var yen = chain(ApprovalKind.CONTRACT, "standard", null, "1", "0", "JPY");
        assertThat(keys(yen)).contains("director");
        assertThat(yen.notices()).containsExactly(Chain.CURRENCY_UNKNOWN);
    }

    @Test
    @DisplayName("The table has no gap: everything has a step, and every step a time limit")
    void noGap() {
        for (var kind : ApprovalKind.values()) {
            for (var variant : List.of("", "light", "standard", "government", "key")) {
                for (var type : List.of("", "renewal", "framework", "standard")) {
                    for (var amount : List.of("0.01", "49999.99", "50000", "999999999999")) {
                        for (var discount : List.of("0", "0.1", "0.2", "0.9999")) {
                            var chain = chain(kind, variant, type, amount, discount, "CNY");
                            assertThat(chain.steps()).isNotEmpty();
                            assertThat(chain.notices()).isEmpty();
                        }
                    }
                }
            }
            assertThat(limits.steps(kind))
                    .extracting(TimeLimits.StepRule::order)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("From the Friday before National Day five working days are five real ones (SW-04, F-19)")
    void nationalDay() {
        // 2025: 1 to 8 October are off, Sunday 28 September and Saturday 11 October are worked.
        var friday = at(LocalDateTime.of(2025, 9, 26, 15, 30));
        assertThat(limits.due(TimeLimits.Limit.CONTRACT, friday)).isEqualTo(at(LocalDateTime.of(2025, 10, 10, 15, 30)));
    }

    @Test
    @DisplayName("Two working hours end the next morning where the day ends first (SW-14)")
    void twoWorkingHours() {
        var lateOnFriday = at(LocalDateTime.of(2025, 10, 17, 17, 0));
        assertThat(limits.due(TimeLimits.Limit.QUESTION, lateOnFriday))
                .isEqualTo(at(LocalDateTime.of(2025, 10, 20, 10, 0)));
    }

    private Instant at(LocalDateTime time) {
        return time.atZone(calendar.zone()).toInstant();
    }

    private static List<String> keys(Chain chain) {
        return chain.steps().stream().map(step -> step.rule().key()).toList();
    }

    private Chain chain(
            ApprovalKind kind, String variant, @Nullable String type, String amount, String discount, String currency) {
        return choosing.choose(new ChoosingChain.Figures(
                kind, "enterprise", variant, type, new BigDecimal(amount), currency, new BigDecimal(discount)));
    }

    @Test
    @DisplayName("A chain that comes out empty goes to the sales director, and says so (SW-10)")
    void empty() {
        var nothing = new ChainTables(null, null) {
            @Override
            List<Map<?, ?>> rows(String decision, Map<String, Object> context) {
                return List.of();
            }

            @Override
            dev.baton.engine.DeployedResource table(String decision) {
                return new dev.baton.engine.DeployedResource(
                        dev.baton.engine.DeployedResource.Kind.DECISION, 0, decision, 3, "", Instant.EPOCH);
            }
        };
        var chain = new ChoosingChain(nothing, new TimeLimits(nothing, calendar, null))
                .choose(new ChoosingChain.Figures(
                        ApprovalKind.CONTRACT, null, null, null, BigDecimal.ONE, "CNY", BigDecimal.ZERO));
        assertThat(keys(chain)).containsExactly(ChoosingChain.FALLBACK);
        assertThat(chain.steps().getFirst().who()).containsExactly("DIRECTOR");
        assertThat(chain.notices()).containsExactly(Chain.EMPTY_CHAIN);
        assertThat(chain.tableVersion()).isEqualTo(3);
    }
}
