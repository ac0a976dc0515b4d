package dev.baton.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reported contact must contain to count (LR-11): the page asks before it sends, the process asks again, so no
 * door leads past it.
 */
public final class ContactGate {

    static final Set<String> OUTCOMES = Set.of("follow-up", "qualified", "lost", "pool");
    private static final int LONGEST_SUMMARY = 5_000;
    private static final Duration FURTHEST_FOLLOW_UP = Duration.ofDays(731);

    private ContactGate() {}

    /** One thing that is missing or wrong: the field, and the code of the message that tells the remedy. */
    public record Finding(String field, String code) {}

    public static List<Finding> check(Contact contact, Instant now) {
        var findings = new ArrayList<Finding>();
        var summary = contact.summary();
        if (summary == null || summary.isBlank()) {
            findings.add(new Finding("summary", "summary-missing"));
        } else if (summary.length() > LONGEST_SUMMARY) {
            findings.add(new Finding("summary", "too-long"));
        }
        if (contact.outcome() == null || !OUTCOMES.contains(contact.outcome())) {
            findings.add(new Finding("outcome", "outcome-missing"));
        }
        if ("follow-up".equals(contact.outcome()) && contact.nextFollowUpAt() == null) {
            findings.add(new Finding("nextFollowUpAt", "next-follow-up-missing"));
        }
        if (contact.nextFollowUpAt() != null) {
            if (contact.nextFollowUpAt().isBefore(now.minus(Duration.ofMinutes(5)))) {
                findings.add(new Finding("nextFollowUpAt", "date-in-past"));
            } else if (contact.nextFollowUpAt().isAfter(now.plus(FURTHEST_FOLLOW_UP))) {
                findings.add(new Finding("nextFollowUpAt", "date-absurd"));
            }
        }
        if ("lost".equals(contact.outcome()) && isBlank(contact.lostReason())) {
            findings.add(new Finding("lostReason", "lost-reason-missing"));
        }
        if (contact.intent() != null && !Intents.ALL.contains(contact.intent())) {
            findings.add(new Finding("intent", "invalid-enum"));
        }
        return findings;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
