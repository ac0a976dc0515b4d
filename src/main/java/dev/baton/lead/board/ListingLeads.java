package dev.baton.lead.board;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists leads for people: those that they may read, and those that they owe something. */
@Component
public class ListingLeads {

    /** A line of a list. */
    @Schema(name = "LeadSummary")
    public record Summary(
            LeadId id,
            String name,
            @Nullable String company,
            LeadStatus status,
            String source,
            String intent,
            @Nullable String region,
            @Nullable Owner owner,
            Instant receivedAt,
            @Nullable Instant windowDueAt,
            Instant nextFollowUpAt,
            @Nullable Instant nextDeadlineAt,
            @Nullable String deadlineKind,
            @Nullable Instant assignedAt,
            @Nullable Instant openedAt,
            String phone,
            boolean needsCollaboration) {}

    /** A page of a list. */
    @Schema(name = "LeadPage")
    public record Page(List<Summary> items, long total) {}

    /** Which of the leads that somebody may read are wanted. */
    public enum Whose {
        ALL(""),
        OWNED_BY_ME(" and l.owner_id = :me"),
        ENTERED_BY_ME(" and l.created_by = :me");

        private final String condition;

        Whose(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }

    private final LeadListQueries queries;

    ListingLeads(LeadListQueries queries) {
        this.queries = queries;
    }

    public Page search(
            Caller caller, @Nullable String text, @Nullable LeadStatus status, Whose whose, int page, int size) {
        return queries.search(caller, text, status, whose, page, size);
    }

    /** What a person has to do, nearest deadline first; ties by intent (LA-23). */
    public List<Summary> today(PersonId owner, int limit) {
        return queries.today(owner, limit);
    }

    /** Leads whose promised follow-up is more than 48 hours overdue (LR-12). */
    public List<Summary> overdueFollowUps(PersonId owner) {
        return queries.overdueFollowUps(owner);
    }
}
