package dev.baton.integration.imports;

import dev.baton.shared.FormulaGuard;
import dev.baton.shared.PlainText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a cell says once the ways are taken off in which spreadsheets force a text to stay a text. */
final class Cells {

    /** {@code ="137…"}: a formula that yields a text, as exports write numbers. */
    private static final Pattern TEXT_OF_FORMULA =
            Pattern.compile("=\\s*(?:T\\()?\"((?:[^\"]|\"\")*)\"\\)?", Pattern.CASE_INSENSITIVE);

    /** {@code =137…} */
    private static final Pattern NUMBER_OF_FORMULA = Pattern.compile("=\\s*(\\+?\\d[\\d\\s()-]*)");

    /** {@code '137…}, {@code `137…}: the mark itself is not part of what was typed. */
    private static final Pattern MARKED = Pattern.compile("['‘’`´](?=[+(]?\\d)(.*)");

    /** {@code 1.3770090001E+10} with no digit lost. */
    private static final Pattern SCIENTIFIC = Pattern.compile("(\\d)[.,](\\d+)[eE]\\+?(\\d{1,2})");

    private static final Set<String> NOTHING = Set.of(
            "无",
            "暂无",
            "没有",
            "空",
            "未填",
            "未填写",
            "-",
            "--",
            "---",
            "—",
            "——",
            "–",
            "/",
            "\\",
            "n/a",
            "na",
            "#n/a",
            "null",
            "nil",
            "none",
            "(none)",
            "(空)",
            "(无)",
            "undefined",
            "nan");

    private Cells() {}

    static String said(String cell) {
        var text = PlainText.of(cell);
        var formula = TEXT_OF_FORMULA.matcher(text);
        if (formula.matches()) {
            return PlainText.of(formula.group(1).replace("\"\"", "\""));
        }
        var number = NUMBER_OF_FORMULA.matcher(text);
        if (number.matches()) {
            return number.group(1).strip();
        }
        var marked = MARKED.matcher(text);
        if (marked.matches()) {
            return marked.group(1).strip();
        }
        var scientific = SCIENTIFIC.matcher(text);
        if (scientific.matches() && scientific.group(2).length() == Integer.parseInt(scientific.group(3))) {
            return scientific.group(1) + scientific.group(2);
        }
        return FormulaGuard.undo(text);
    }

    /** Whether it only says that there is nothing to say. */
    static boolean saysNothing(String said) {
        return said.isBlank() || NOTHING.contains(said.strip().toLowerCase(Locale.ROOT));
    }
}
