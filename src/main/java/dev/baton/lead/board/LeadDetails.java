package dev.baton.lead.board;

import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.Phone;
import dev.baton.lead.file.LeadDeal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that is stored of a lead. */
public record LeadDetails(
        LeadId id,
        LeadStatus status,
        String name,
        @Nullable String company,
        String phone,
        String phoneStatus,
        @Nullable String phoneOriginal,
        @Nullable String email,
        String source,
        String intent,
        @Nullable String region,
        @Nullable String industry,
        @Nullable String companySize,
        @Nullable String externalRef,
        Map<String, String> utm,
        Map<String, String> sourceMeta,
        @Nullable Owner owner,
        @Nullable String assignedBy,
        int round,
        Instant receivedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant openedAt,
        @Nullable Instant firstTouchAt,
        @Nullable Long leadClockSeconds,
        @Nullable Long repClockSeconds,
        @Nullable Instant windowDueAt,
        Instant nextFollowUpAt,
        @Nullable Instant followUpDueAt,
        @Nullable Instant nextDeadlineAt,
        @Nullable Long processInstanceKey,
        boolean remindersMuted,
        boolean needsCollaboration,
        @Nullable String holdReason,
        @Nullable String lostReason,
        @Nullable UUID dealId,
        @Nullable LeadDeal dealState,
        List<String> notices) {

    /** What somebody sees who has to claim it first. */
    LeadDetails masked() {
        return new LeadDetails(
                id,
                status,
                name,
                company,
                Phone.masked(phone),
                phoneStatus,
                null,
                null,
                source,
                intent,
                region,
                industry,
                companySize,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                round,
                receivedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                nextFollowUpAt,
                null,
                null,
                null,
                false,
                needsCollaboration,
                null,
                null,
                null,
                null,
                notices);
    }
}
