package dev.baton.integration.form;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor of a site sends; two fields are needed.
 *
 * @param website people do not see this field and leave it empty; programs that fill in everything do not
 * @param submission made by the page, so that a form that is sent twice is one lead
 */
record PublicForm(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String company,
        @Nullable String intent,
        @Nullable String message,
        @Nullable String website,
        @Nullable String submission,
        @JsonAlias("form_id") @Nullable String formId,
        @JsonAlias("landing_page") @Nullable String landingPage,
        @Nullable String referrer,
        @Nullable Map<String, String> utm) {

    boolean filledByAProgram() {
        return website != null && !website.isBlank();
    }
}
