package dev.baton.approval.file;

import dev.baton.staff.PersonId;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/** What a deal says about itself now: the facts that an approval of it is bound to. */
@NamedInterface("deals")
public record DealTerms(
        UUID dealId,
        String dealName,
        PersonId ownerId,
        @Nullable String region,
        String customerType,
        BigDecimal amount,
        String currency,
        BigDecimal discount,
        @Nullable String contractType,
        @Nullable String variant) {}
