package dev.baton.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.stream.Collectors;

/**
 * Text of a form that the house has put together itself, lists and tables included. Whatever people typed goes into it
 * through {@link #escaped}; every other value of a form is escaped where the form is handed out.
 */
public record Markdown(@JsonValue String source) {

    /**
     * What people typed, so that it reads in Markdown and in HTML exactly as it was typed: no markup, no link, no
     * heading, no placeholder. Each mark becomes a character reference, which is read as the mark and never as markup;
     * space at the beginning of a line, which would make it code, is taken off.
     */
    public static String escaped(String typed) {
        return typed.lines()
                .map(line ->
                        line.strip().codePoints().mapToObj(Markdown::escaped).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(int character) {
        var plain = Character.isLetterOrDigit(character)
                || character == ' '
                // Beyond ASCII nothing is markup; what only hides or turns the text is no part of it.
                || (character > 0x7F && !isHidden(character));
        if (plain) {
            return Character.toString(character);
        }
        return character > 0x7F ? "" : "&#" + character + ";";
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
