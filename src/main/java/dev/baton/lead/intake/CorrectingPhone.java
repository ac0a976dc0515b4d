package dev.baton.lead.intake;

import dev.baton.lead.LeadId;
import dev.baton.lead.Phone;
import dev.baton.lead.file.AnswersOfPeople;
import dev.baton.lead.file.LeadResponse;
import dev.baton.lead.file.Leads;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Settles a number that a person had to look at; what was typed first stays on record (DH-02). */
@Component
public class CorrectingPhone {

    private final Leads leads;
    private final AnswersOfPeople answers;
    private final Clock clock;

    CorrectingPhone(Leads leads, AnswersOfPeople answers, Clock clock) {
        this.leads = leads;
        this.answers = answers;
        this.clock = clock;
    }

    /** What an answer lacks: a number that nobody can read is neither a correction nor a confirmation. */
    public static Optional<Phone> read(@Nullable String number) {
        if (number == null || number.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Phone.parse(number)
                .orElseThrow(() -> Refusal.invalid("invalid-phone", "number", Map.of("value", number))));
    }

    /**
     * @param number the corrected number; an empty one confirms what is on file
     * @throws Refusal when it cannot be read: whoever completed the task elsewhere gets a visible incident
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correct(LeadId id, @Nullable String number, long processInstance) {
        var by = answers.who(id, processInstance, List.of(LeadResponse.Tasks.REVIEW_PHONE));
        var lead = leads.change(id);
        lead.reviewPhone(read(number).orElse(null), by, clock.instant());
        leads.save(lead);
    }
}
