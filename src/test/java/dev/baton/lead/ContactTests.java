package dev.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class ContactTests {

    private final ObjectMapper json = JsonMapper.builderWithJackson2Defaults().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T10:00+08:00",
                "2026-03-02T10:00:00+08:00",
                "2026-03-02T02:00Z",
                "2026-03-02T02:00:00.000Z"
            })
    void takesTheNextFollowUpAsFormsAndProgramsWriteIt(String moment) throws Exception {
        var contact = json.readValue("{\"nextFollowUpAt\":\"%s\"}".formatted(moment), Contact.class);

        assertThat(contact.nextFollowUpAt()).isEqualTo(Instant.parse("2026-03-02T02:00:00Z"));
    }

    @Test
    void needsNoNextFollowUp() throws Exception {
        assertThat(json.readValue("{\"nextFollowUpAt\":null}", Contact.class).nextFollowUpAt())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-03-02T10:00", ""})
    void refusesWhatIsNoMoment(String text) {
        assertThatThrownBy(() -> json.readValue("{\"nextFollowUpAt\":\"%s\"}".formatted(text), Contact.class))
                .isInstanceOf(JacksonException.class);
    }
}
