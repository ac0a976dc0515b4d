package dev.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a number that people can be reached at (DH-01). */
class PhoneTests {

    @ParameterizedTest
    @CsvSource({
        "+86 (138) 1234-5678, +8613812345678",
        "13812345678, +8613812345678",
        "0086 138 1234 5678, +8613812345678",
        "86-19912345678, +8619912345678",
        "１３８１２３４５６７８, +8613812345678",
        "010-62771234, +861062771234",
        "+49 30 901820, +4930901820"
    })
    void bringsANumberIntoOneForm(String typed, String e164) {
        assertThat(Phone.parse(typed)).map(Phone::e164).contains(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"138123456789", "12812345678", "call me", "", "+86", "1381234567", "1e10", "++8613812345678"})
    void refusesWhatIsNoNumber(String typed) {
        assertThat(Phone.parse(typed)).isEmpty();
    }

    @Test
    void keepsWhatWasTyped() {
        assertThat(Phone.parse("+86 (138) 1234-5678").orElseThrow().original()).isEqualTo("+86 (138) 1234-5678");
    }

    @Test
    void showsAMainlandNumberWithoutItsCountryCode() {
        assertThat(Phone.national("+8613812345678")).isEqualTo("13812345678");
        assertThat(Phone.masked("+8613812345678")).isEqualTo("138****5678");
    }
}
