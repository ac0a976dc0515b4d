package dev.baton.customer.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.customer.naming.CreditCode.Verdict;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both checks of a credit code (DQ-05). */
class CreditCodeTests {

    private static final String VALID = "91350100M000100Y43";
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @Test
    @DisplayName("The example of the standard is valid")
    void example() {
        assertThat(CreditCode.read(VALID).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("None of the 540 codes that differ by one character is valid")
    void substitutions() {
        var tried = new ArrayList<String>();
        for (var at = 0; at < VALID.length(); at++) {
            for (var sign : ALPHABET.codePoints().mapToObj(Character::toString).toList()) {
                if (!VALID.startsWith(sign, at)) {
                    tried.add(VALID.substring(0, at) + sign + VALID.substring(at + 1));
                }
            }
        }
        assertThat(tried)
                .hasSize(540)
                .allSatisfy(code -> assertThat(CreditCode.read(code).verdict()).isNotEqualTo(Verdict.VALID));
    }

    @Test
    @DisplayName("None of the 13 codes with two neighbours exchanged is valid")
    void transpositions() {
        var tried = new ArrayList<String>();
        for (var at = 0; at + 1 < VALID.length(); at++) {
            if (VALID.charAt(at) != VALID.charAt(at + 1)) {
                tried.add(VALID.substring(0, at) + VALID.charAt(at + 1) + VALID.charAt(at) + VALID.substring(at + 2));
            }
        }
        assertThat(tried)
                .hasSize(13)
                .allSatisfy(code -> assertThat(CreditCode.read(code).verdict()).isNotEqualTo(Verdict.VALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350203M0001QKT19", "91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P"})
    @DisplayName("A code of Fujian before 2016, whose outer check is wrong, needs a proof")
    void fujian(String code) {
        assertThat(CreditCode.read(code).verdict()).isEqualTo(Verdict.NEEDS_PROOF);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "000000190001010084, WRONG_CHARACTER", // an identity-card number that passes the outer check
        "110101199003071233, WRONG_CHECK",
        "111111111111111111, WRONG_CHECK",
        "91350100M000100Y42, NEEDS_PROOF",
        "91350100M000100Y4, WRONG_LENGTH",
        "'', WRONG_LENGTH",
        "Z1350100M000100Y43, WRONG_CHARACTER",
        "9135010SM000100Y43, WRONG_CHARACTER"
    })
    @DisplayName("What is no code is refused with what is wrong with it")
    void refused(String code, Verdict verdict) {
        assertThat(CreditCode.read(code).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"91350100m000100y43", " 91350100 M000100Y43 ", "９１３５０１００Ｍ０００１００Ｙ４３", "91350100-M000100Y4-3"})
    @DisplayName("Small letters, full width and blanks are the same code")
    void spellings(String code) {
        assertThat(CreditCode.read(code)).isEqualTo(new CreditCode.Reading(VALID, Verdict.VALID, null));
    }

    @Test
    @DisplayName("O for 0 and I for 1 are refused with what was probably meant")
    void suggestion() {
        assertThat(CreditCode.read("9I35OIOOMOOOIOOY43").suggestion()).isEqualTo(VALID);
        assertThat(CreditCode.read("9Z350100M000100Y43").suggestion()).isNull();
    }
}
