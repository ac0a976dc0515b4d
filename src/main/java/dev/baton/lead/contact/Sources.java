package dev.baton.lead.contact;

import java.util.List;

/** Where leads come from, as far as code knows it; the response windows of each are in the decision table. */
public final class Sources {

    public static final List<String> IN_ORDER =
            List.of("site-form", "douyin", "phone", "wecom", "exhibition", "referral", "manual", "import", "cold-list");

    private Sources() {}
}
