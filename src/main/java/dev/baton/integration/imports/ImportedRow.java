package dev.baton.integration.imports;

import dev.baton.integration.imports.CsvRows.Row;
import dev.baton.shared.FormulaGuard;
import dev.baton.shared.Refusal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a file, with what is needed to understand it. */
record ImportedRow(UUID importId, String fileName, ImportPlan plan, Row row) {

    /** Refuses a row that cannot be read, or that has more cells than there are headers. */
    void mustBeWhole() {
        if (row.broken() != null) {
            throw Refusal.invalid(row.broken(), "file", Map.of("line", row.line(), "max", Lines.LONGEST));
        }
        var cells = row.cells();
        var headers = plan.headers();
        for (int i = headers.size(); i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                throw Refusal.invalid(
                        "import-row-too-wide", "file", Map.of("headers", headers.size(), "cells", cells.size()));
            }
        }
    }

    /** What the row says of a field, or else what all rows say; null where neither says anything. */
    @Nullable
    String value(String field) {
        var column = plan.columns().get(field);
        var said = column == null ? null : cell(column);
        var text = said == null || said.isBlank() ? plan.defaults().get(field) : said;
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Nullable
    String cell(int column) {
        return column >= row.cells().size()
                ? null
                : FormulaGuard.undo(row.cells().get(column).strip());
    }
}
