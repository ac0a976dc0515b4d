package dev.baton.shared;

/** Keeps spreadsheets from running what somebody typed into a form: such a cell gets an apostrophe in front. */
public final class FormulaGuard {

    private static final String STARTS = "=+-@\t\r";

    private FormulaGuard() {}

    public static String guarded(String cell) {
        return isFormula(cell, 0) ? "'" + cell : cell;
    }

    /** Takes back what {@link #guarded} did, so that a corrected list of rejected rows can be handed in. */
    public static String undo(String cell) {
        return cell.startsWith("'") && isFormula(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String cell, int from) {
        return cell.length() > from && STARTS.indexOf(cell.charAt(from)) >= 0;
    }
}
