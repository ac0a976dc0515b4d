package dev.baton.integration.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.shared.Refusal;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A figure means what its separators say")
class FigureTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120000 | 120000",
                "120,000.00 | 120000",
                "¥120,000.00 | 120000",
                "￥ 120000 元 | 120000",
                "１２０，０００ | 120000",
                "12万 | 120000",
                "1.5亿 | 150000000",
                "1,234.5万 | 12345000",
                "5% | 0.05",
                "-5 | -5",
                "0.50 | 0.5",
                "3,5 | 3.5",
                "3,50 € | 3.5",
                "1.234,50 | 1234.5",
                "1 234 567,89 | 1234567.89",
                "1'234'567.89 | 1234567.89",
                "12.345.678,9 | 12345678.9",
                "1,234 | 1234",
                "1,234,567 | 1234567"
            })
    void isRead(String written, BigDecimal number) {
        assertThat(Figure.read("amount", written).number()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,23,456", "0,500", "1,2345,678", "1,234,56.7", "1.234.567.8", "12,34,56", "1,234.567,8", "1 23"
            })
    void isRefusedWhereItsSeparatorsSayNothing(String written) {
        assertThatThrownBy(() -> Figure.read("amount", written)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("figure-separator");
            assertThat(refusal.field()).isEqualTo("amount");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"很多", "", "1e5", "--5", "$", "12 boxes", "1/2", "€5$", "(500)", "0x10"})
    void isRefusedWhereItIsNone(String written) {
        assertThatThrownBy(() -> Figure.read("amount", written))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("figure-unreadable"));
    }

    @Test
    @DisplayName("Whatever a locale prints is read as the same figure or refused, never as another")
    void ofALocaleIsNeverAnother() {
        var random = new Random(Long.getLong("seed", 17L));
        for (var locale :
                new Locale[] {Locale.CHINA, Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.of("de", "CH")}) {
            var format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(locale));
            for (int i = 0; i < 2_000; i++) {
                var number = BigDecimal.valueOf(random.nextLong(100_000_000_000L), 2);
                assertThat(Figure.read("amount", format.format(number)).number())
                        .as("%s in %s", number, locale)
                        .isEqualByComparingTo(number);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, , CNY", "5, EUR, EUR", "€5, , EUR", "5元, , CNY", "¥5, JPY, JPY", "$5, HKD, HKD"})
    void hasACurrency(String written, String said, String currency) {
        assertThat(Figure.read("amount", written).currency(said, "CNY")).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource({"€5, CNY, currency-contradicts", "¥5, USD, currency-contradicts", "$5, , currency-unclear"})
    void isRefusedWhereItsSignSaysAnotherCurrency(String written, String said, String code) {
        assertThatThrownBy(() -> Figure.read("amount", written).currency(said, "CNY"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
