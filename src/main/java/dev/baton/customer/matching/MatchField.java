package dev.baton.customer.matching;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What two records can have in common, as the table calls it. */
public enum MatchField {
    CREDIT_CODE("credit-code"),
    TAX_NUMBER("tax-number"),
    ICP_NUMBER("icp-number"),
    PHONE("phone"),
    EMAIL("email"),
    COMPANY("company"),
    ADDRESS("address"),
    LEGAL_PERSON("legal-person");

    static final Set<String> WORDS =
            Arrays.stream(values()).map(MatchField::word).collect(Collectors.toUnmodifiableSet());

    private final String word;

    MatchField(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
