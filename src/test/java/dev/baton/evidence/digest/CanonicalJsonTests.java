package dev.baton.evidence.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was hashed once is written the same way for ever, whichever library writes it. */
class CanonicalJsonTests {

    private enum Colour {
        RED
    }

    private record Inner(String zeta, @Nullable Integer alpha) {}

    private record Outer(Inner second, Instant moment, BigDecimal amount, List<Colour> colours, boolean first) {}

    private static final String WRITTEN = "{\"amount\":120000.00,\"colours\":[\"RED\"],\"first\":true,"
            + "\"moment\":\"2026-03-02T10:00:00.123456Z\",\"second\":{\"alpha\":null,\"zeta\":\"中文\"}}";

    @Test
    @DisplayName("SG-10: names stand in their order in records too, numbers in full, moments as text, nothing left out")
    void aRecordIsWrittenInTheOrderOfNames() {
        var outer = new Outer(
                new Inner("中文", null),
                Instant.parse("2026-03-02T10:00:00.123456Z"),
                new BigDecimal("120000.00"),
                List.of(Colour.RED),
                true);

        assertThat(CanonicalJson.write(outer)).isEqualTo(WRITTEN);
        assertThat(CanonicalJson.read(WRITTEN, Outer.class)).isEqualTo(outer);
    }

    @Test
    void factsThatWereReadAreWrittenAsTheyWere() {
        assertThat(CanonicalJson.write(new LinkedHashMap<>(CanonicalJson.facts(WRITTEN)).reversed()))
                .isEqualTo(WRITTEN);
    }
}
