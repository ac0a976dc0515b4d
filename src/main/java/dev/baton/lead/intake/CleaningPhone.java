package dev.baton.lead.intake;

import dev.baton.lead.LeadId;
import dev.baton.lead.NumberVerification;
import dev.baton.lead.file.Leads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes a lead up for one process instance and has its number checked (DH-02). */
@Component
public class CleaningPhone {

    public static final Duration REVIEW_WITHIN = Duration.ofHours(24);

    /** @param duplicateRun another instance already works on this lead */
    public record Cleaned(boolean duplicateRun, String phoneStatus, Instant reviewDueAt) {}

    private final Leads leads;
    private final NumberVerification verification;
    private final Clock clock;

    CleaningPhone(Leads leads, NumberVerification verification, Clock clock) {
        this.leads = leads;
        this.verification = verification;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Cleaned clean(LeadId id, long processInstanceKey) {
        var lead = leads.change(id);
        var reviewDue = clock.instant().plus(REVIEW_WITHIN);
        if (!lead.takeUp(processInstanceKey)) {
            return new Cleaned(true, "", reviewDue);
        }
        var verdict = verification.verify(lead.phone());
        lead.phoneChecked(verdict);
        return new Cleaned(false, verdict.name(), reviewDue);
    }
}
