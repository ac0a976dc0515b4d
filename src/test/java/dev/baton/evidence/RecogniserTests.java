package dev.baton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.evidence.inspection.FileType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts and dates as they stand in offers, contracts and mails (SG-04). */
class RecogniserTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ￥120,000.00                          | CNY 120000.00
                    ¥ 120,000                            | CNY 120000
                    价格为 12万元                         | CNY 120000
                    12.5 万元人民币                        | CNY 125000.0
                    1.2亿元                              | CNY 120000000.0
                    3千万元                              | CNY 30000000
                    120000 元                            | CNY 120000
                    １２０，０００元                         | CNY 120000
                    RMB 120,000.50                       | CNY 120000.50
                    人民币120000元整                       | CNY 120000
                    人民币（大写）壹拾贰万元整                | CNY 120000
                    壹佰贰拾万零伍佰元伍角叁分                 | CNY 1200500.53
                    贰仟零壹拾圆正                         | CNY 2010
                    十二万元                             | CNY 120000
                    三亿二千万元                          | CNY 320000000
                    USD 5,000                            | USD 5000
                    US$5,000.25                          | USD 5000.25
                    $1,250,000                           | USD 1250000
                    5000美元                             | USD 5000
                    5 万美元                             | USD 50000
                    HK$ 8,000                            | HKD 8000
                    8000港元                             | HKD 8000
                    €99.90                               | EUR 99.90
                    120,000 yuan                         | CNY 120000
                    合同总金额：120000                     | CNY 120000
                    Total: 120,000.00                    | CNY 120000.00
                    合 同 总 金 额 ： ￥ 1 2 0 , 0 0 0      |
                    合 同 总 金 额 ： 120,000.00 元         | CNY 120000.00
                    120, 000. 00 元                      | CNY 120000.00
                    """)
    void anAmountIsFoundInEachOfItsForms(String text, String amount) {
        var found = Recogniser.in(text).amounts();

        if (amount == null) {
            // Digits that character recognition has torn apart are no number that anybody could be sure of.
            assertThat(found).noneMatch(sum -> sum.amount().compareTo(new BigDecimal("120000")) == 0);
        } else {
            assertThat(found).extracting(Found.Sum::toString).containsExactly(amount);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "电话 13812345678",
                "第 12 条",
                "共 3 页",
                "订单 2026112300017",
                "同比增长 12.5%",
                "版本 1.2.3",
                "0 元",
                "合同总金额见附件，2026 年签订",
                "万元"
            })
    void aNumberWithoutACurrencyOrAWordForItIsNoAmount(String text) {
        assertThat(Recogniser.in(text).amounts()).isEmpty();
    }

    @Test
    void aSumIsATotalWhereTheTextCallsItSo() {
        var found = Recogniser.in("""
                合同总金额：人民币 120,000.00 元（大写：壹拾贰万元整），其中首付款 40,000 元。
                尾款 80,000 元于验收后支付。
                """);

        assertThat(found.amounts())
                .extracting(Found.Sum::toString, Found.Sum::total)
                .containsExactly(tuple("CNY 120000.00", true), tuple("CNY 40000", false), tuple("CNY 80000", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-23              | 2026-11-23
                    2026/1/5                | 2026-01-05
                    2026.11.23              | 2026-11-23
                    2026年11月23日           | 2026-11-23
                    2026 年 1 月 5 日        | 2026-01-05
                    ２０２６年１１月２３日        | 2026-11-23
                    二〇二六年十一月二十三日     | 2026-11-23
                    二零二六年三月十日         | 2026-03-10
                    23 November 2026        | 2026-11-23
                    23rd Nov. 2026          | 2026-11-23
                    November 23, 2026       | 2026-11-23
                    """)
    void aDateIsFoundInEachOfItsForms(String text, LocalDate date) {
        assertThat(Recogniser.in("签订日期：" + text + " 北京").dates()).containsExactly(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-31", "2026年13月1日", "192.168.2026.1", "1850-01-01", "2026-11", "20261123"})
    void aDayThatDoesNotExistIsNoDate(String text) {
        assertThat(Recogniser.in(text).dates()).isEmpty();
    }

    @Test
    void aContractOverAnotherSumThanTheDealDiffers() {
        var mismatch = Comparison.of(Recogniser.in("合同总金额：￥120,000.00，首付款 ￥100,000.00"), amount("100000.00", "CNY"));

        assertThat(mismatch).hasValueSatisfying(it -> assertThat(it.differences())
                .containsExactly(
                        new Mismatch.Difference(Mismatch.What.AMOUNT, "CNY 100000.00", List.of("CNY 120000.00"))));
    }

    @Test
    void theSameSumInAnotherCurrencyDiffersInTheCurrency() {
        var mismatch = Comparison.of(Recogniser.in("Total USD 100,000"), amount("100000", "CNY"));

        assertThat(mismatch).hasValueSatisfying(it -> assertThat(it.differences())
                .extracting(Mismatch.Difference::what)
                .containsExactly(Mismatch.What.CURRENCY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"合计：10 万元", "壹拾万元整", "$100,000.00", "单价 500 元，共 100,000 元", "没有金额的文件"})
    void theSameSumInAnyFormDoesNotDiffer(String text) {
        assertThat(Comparison.of(Recogniser.in(text), amount("100000.00", text.startsWith("$") ? "HKD" : "CNY")))
                .isEmpty();
    }

    @Test
    void noneOfTheExpectedDaysDiffers() {
        var expected = Expectation.of(Set.of(FileType.PDF)).withDates(Set.of(LocalDate.of(2026, 11, 23)));

        assertThat(Comparison.of(Recogniser.in("签订于2026年11月23日，有效期至2027-11-22"), expected))
                .isEmpty();
        assertThat(Comparison.of(Recogniser.in("签订于2026年11月24日"), expected)).hasValueSatisfying(it -> assertThat(
                        it.differences())
                .containsExactly(new Mismatch.Difference(Mismatch.What.DATE, "2026-11-23", List.of("2026-11-24"))));
    }

    @Test
    void aLongTextWithoutAnyIsReadQuickly() {
        var text = "壹贰叁 12,34,56 2026-13-45 ¥ 合同总金额 ".repeat(30_000);

        assertThat(Recogniser.in(text).dates()).isEmpty();
    }

    private static Expectation amount(String amount, String currency) {
        return Expectation.of(Set.of(FileType.PDF)).withAmount(new BigDecimal(amount), Currency.getInstance(currency));
    }
}
