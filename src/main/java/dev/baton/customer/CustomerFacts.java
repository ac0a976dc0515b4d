package dev.baton.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a customer says of itself at one moment; a merge keeps what the survivor said before and after it. */
record CustomerFacts(
        CustomerType type,
        String name,
        List<Contact> contacts,
        List<Alias> aliases,
        @Nullable String creditCode,
        @Nullable String taxNumber,
        @Nullable String icpNumber,
        @Nullable String legalPerson,
        @Nullable String address,
        @Nullable String region,
        @Nullable String industry) {}
