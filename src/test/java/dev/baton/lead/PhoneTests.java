package dev.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
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
        "+49 30 901820, +4930901820",
        "021-58880001, +862158880001",
        "(021)58880001, +862158880001",
        "86-21-58880001, +862158880001",
        "021-58880001转802, +862158880001;ext=802",
        "021-58880001 分机 802, +862158880001;ext=802",
        "021 5888 0001 ext. 802, +862158880001;ext=802",
        "13812345678转1234, +8613812345678;ext=1234",
        "+49 30 901820 x12, +4930901820;ext=12"
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

    @ParameterizedTest
    @CsvSource({
        "021-58880001, 021-58880001",
        "010-62771234, 010-62771234",
        "0571-88156000, 0571-88156000",
        "021-58880001转802, 021-58880001转802",
        "400-820-8820, 4008208820",
        "138 1234 5678, 13812345678",
        "+49 30 901820, +4930901820"
    })
    @DisplayName("A number is shown as it is dialled, and what is shown is the same number again")
    void isShownAsItIsDialled(String typed, String shown) {
        var e164 = Phone.parse(typed).orElseThrow().e164();
        assertThat(Phone.national(e164)).isEqualTo(shown);
        assertThat(Phone.parse(shown)).map(Phone::e164).contains(e164);
    }

    @ParameterizedTest
    @CsvSource({
        "021-58880001, 021-58880001",
        "021-58880001, 02158880001",
        "021-58880001, 2158880001",
        "021-58880001, +86 21 5888 0001",
        "021-58880001, 0086 21 58880001",
        "021-58880001, 58880001",
        "021-58880001, 021-5888",
        "021-58880001, 0215888",
        "021-58880001转802, 021-58880001",
        "021-58880001转802, 021-58880001转802",
        "13812345678, 138-1234",
        "13812345678, 86138123456",
        "13812345678, 5678",
        "+49 30 901820, 030 901820"
    })
    @DisplayName("A number is found by what people type")
    void isFound(String stored, String typed) {
        assertThat(Phone.parse(stored).orElseThrow().e164()).contains(Phone.searched(typed));
    }

    @Test
    void keepsWhatWasTyped() {
        assertThat(Phone.parse("+86 (138) 1234-5678").orElseThrow().original()).isEqualTo("+86 (138) 1234-5678");
    }

    @Test
    void showsAMainlandNumberWithoutItsCountryCode() {
        assertThat(Phone.national("+8613812345678")).isEqualTo("13812345678");
        assertThat(Phone.masked("+8613812345678")).isEqualTo("138****5678");
        assertThat(Phone.masked("+862158880001;ext=802")).isEqualTo("021****0001");
    }
}
