package dev.baton.integration.form;

import dev.baton.integration.Draft;
import dev.baton.integration.LeadField;
import dev.baton.integration.LeadSource;
import dev.baton.integration.Standardising;
import dev.baton.lead.NewLead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The public form as a source: two fields from the visitor, the rest from the house and from where they came. */
@Component
class PublicFormSource implements LeadSource<PublicFormSource.Sent> {

    private static final int LONGEST_NOTE = 2_000;

    /** @param reference what the visitor is told, and what the lead is found by when they call */
    record Sent(
            PublicForm form,
            String reference,
            String address,
            @Nullable String userAgent,
            @Nullable String sentFrom) {}

    private final Standardising standardising;

    PublicFormSource(Standardising standardising) {
        this.standardising = standardising;
    }

    @Override
    public NewLead standardise(Sent sent) {
        var form = sent.form();
        var draft = new Draft()
                .set(LeadField.NAME, form.name())
                .set(LeadField.PHONE, form.phone())
                .set(LeadField.COMPANY, form.company())
                .set(LeadField.INTENT, form.intent())
                .set(LeadField.EXTERNAL_REF, sent.reference())
                .note("message", form.message())
                .note("channel", "public-form")
                .note("form_id", shortened(form.formId()))
                .note("landing_page", shortened(form.landingPage() == null ? sent.sentFrom() : form.landingPage()))
                .note("referrer", shortened(form.referrer()))
                .note("ip", sent.address())
                .note("user_agent", shortened(sent.userAgent()));
        if (form.utm() != null) {
            form.utm().forEach((key, value) -> LeadField.byCode(key.startsWith("utm") ? key : "utm." + key)
                    .ifPresent(field -> draft.set(field, shortened(value))));
        }
        return standardising.lead(draft, "site-form");
    }

    /** What the visitor did not write must not keep them from being called back. */
    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST_NOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_NOTE / 2));
    }
}
