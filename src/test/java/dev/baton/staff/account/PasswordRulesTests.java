package dev.baton.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    private final PasswordRules rules = new PasswordRules(List.of("晨星", "Morningstar"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "0987654321",
                "qwertyuiop",
                "1qaz2wsx3edc",
                "aaaaaaaaaaaa",
                "abababababab",
                "password123",
                "Passw0rd2026",
                "baton2026!!",
                "admin@admin",
                "Morningstar1",
                "晨星晨星晨星2026",
                "wang.fang88",
                "fang.wang2026",
                "woaini1314520",
                "!!!!!!!!!!",
                "2026202620"
            })
    void whatEverybodyTriesFirstIsNoPassword(String password) {
        assertThat(rules.isCommon(password, "wang.fang", "王芳")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "a good long one",
                "another good one",
                "an entirely new one",
                "鱼和熊掌不可兼得也",
                "kx7-vm2-pq9",
                "three blue chairs 12"
            })
    void whatIsLongAndOnesOwnIsOne(String password) {
        assertThat(rules.isCommon(password, "wang.fang", "王芳")).isFalse();
    }
}
