package dev.baton.engine.tables;

import org.jspecify.annotations.Nullable;

/**
 * Something in a decision table or a diagram that would let a process go wrong later.
 *
 * @param file the file that its owner edits
 * @param decision the id of the table in it; absent where the file as a whole is meant
 * @param row the line of the table, counted from 1 as the modeler does; absent where no single line is meant
 * @param what what is wrong, in a sentence
 * @param remedy what to do about it
 */
public record TableFault(
        String file, @Nullable String decision, @Nullable Integer row, String what, String remedy) {

    @Override
    public String toString() {
        return file
                + (decision == null ? "" : ", table " + decision)
                + (row == null ? "" : ", row " + row)
                + ": " + what + ". " + remedy + ".";
    }
}
