package dev.baton.opportunity.policy;

import java.util.Locale;

/** Words of a table in the two languages of the house. */
public record Text(String zh, String en) {

    public String in(Locale language) {
        return language.getLanguage().equals("zh") ? zh : en;
    }
}
