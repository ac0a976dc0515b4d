package dev.baton.integration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of the standard lead that a source can fill, by the names that mappings use. */
public enum LeadField {
    NAME("name"),
    PHONE("phone"),
    SOURCE("source"),
    INTENT("intent"),
    NEXT_FOLLOW_UP_AT("nextFollowUpAt"),
    COMPANY("company"),
    EMAIL("email"),
    REGION("region"),
    INDUSTRY("industry"),
    COMPANY_SIZE("companySize"),
    EXTERNAL_REF("externalRef"),
    UTM_SOURCE("utm.source"),
    UTM_MEDIUM("utm.medium"),
    UTM_CAMPAIGN("utm.campaign"),
    UTM_TERM("utm.term"),
    UTM_CONTENT("utm.content");

    private final String code;

    LeadField(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public boolean isUtm() {
        return code.startsWith("utm.");
    }

    /** The five without which there is no lead (LI-01). */
    public boolean isRequired() {
        return compareTo(NEXT_FOLLOW_UP_AT) <= 0;
    }

    public static Optional<LeadField> byCode(String code) {
        return Arrays.stream(values())
                .filter(field -> plain(field.code).equals(plain(code)))
                .findFirst();
    }

    /** Configuration files write names in their own ways. */
    private static String plain(String code) {
        return code.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(LeadField::code).toList();
    }
}
