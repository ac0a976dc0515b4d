package dev.baton.lead.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.baton.lead.NumberVerification;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Judges a number by the numbering plan alone, where no verification service is configured. */
@Component
@ConditionalOnProperty(name = "baton.number-verification.url", matchIfMissing = true, havingValue = "false")
class NumberingPlan implements NumberVerification {

    @Override
    public Verdict verify(String e164) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isValidNumber(numbers.parse(e164, "CN")) ? Verdict.VALID : Verdict.REVIEW;
        } catch (NumberParseException e) {
            return Verdict.REVIEW;
        }
    }
}
