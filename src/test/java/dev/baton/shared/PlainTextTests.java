package dev.baton.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text that comes in has one shape")
class PlainTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "\u00A0",
                "\u3000",
                "\u200B",
                "\u200D",
                "\u2060",
                "\uFEFF",
                "\u202E",
                "\u2066\u2069",
                "\u00AD",
                "\u3164",
                "\u115F",
                "\u2800",
                "\uFE0F",
                "\u0301",
                "\n\t",
                "\uD83D",
                "\u034F",
                "\uFFFE",
                "\u200E \u0007"
            })
    void whatShowsNothingIsEmpty(String nothing) {
        assertThat(PlainText.of(nothing)).isEmpty();
    }

    @Test
    void whatIsNotSeenIsNotInIt() {
        assertThat(PlainText.of("张\u200B伟\u202E")).isEqualTo("张伟");
        assertThat(PlainText.of("a\u0000b\u0007c")).isEqualTo("abc");
        assertThat(PlainText.of("张\u200D伟")).isEqualTo("张伟");
        assertThat(PlainText.of("\u3000张　伟\u00A0")).isEqualTo("张 伟");
        assertThat(PlainText.of("ＡＢＣ１２３＠ｅｘ．ｃｏｍ")).isEqualTo("ABC123@ex.com");
        assertThat(PlainText.of("e\u0301")).isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "你好，世界！（一）：“好”",
                "<b>王</b>👩‍💻",
                "❤️",
                "👨‍👩‍👧‍👦",
                "葛\uDB40\uDD00",
                "می‌خواهم",
                "two\nlines\tand more",
                "O'Brien – Zoë & Søn",
                "𠮷田"
            })
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @Test
    void whoComparesDoesNotSeeCaseWidthOrBlanks() {
        assertThat(PlainText.same(" 张 伟", "张伟\u200B")).isTrue();
        assertThat(PlainText.same("ＡBC", "abc")).isTrue();
        assertThat(PlainText.same("张伟", "张玮")).isFalse();
        assertThat(PlainText.line("张\n伟")).isEqualTo("张 伟");
    }

    @Test
    @DisplayName("Done twice is done once, and no text holds what a database cannot keep")
    void doneTwiceIsDoneOnce() {
        var random = new Random(Long.getLong("seed", 21L));
        var signs = new int[] {
            0, 7, 32, 65, 0xA0, 0xAD, 0x301, 0x34F, 0x200B, 0x200D, 0x202E, 0x2066, 0x3000, 0x3164, 0x5F20, 0xD83D,
            0xDE00, 0xFE0F, 0xFEFF, 0xFF21, 0xFFFE, 0x1F469, 0x1F4BB, 0xE0100, '\n'
        };
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(8); length > 0; length--) {
                text.appendCodePoint(signs[random.nextInt(signs.length)]);
            }
            var once = PlainText.of(text.toString());
            assertThat(PlainText.of(once))
                    .as(text.codePoints()
                            .mapToObj(Integer::toHexString)
                            .toList()
                            .toString())
                    .isEqualTo(once);
            assertThat(once).doesNotContain("\u0000", "\u202E", "\u200B").isEqualTo(once.strip());
        }
    }
}
