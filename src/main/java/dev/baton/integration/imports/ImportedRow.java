package dev.baton.integration.imports;

import dev.baton.integration.imports.CsvRows.Row;
import dev.baton.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
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
        var parts = said(field);
        var text =
                parts.isEmpty() ? plan.defaults().get(field) : field.equals("name") ? joined(parts) : parts.getFirst();
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The columns of a field that say something beside the one that counts; nothing of a row is lost. */
    List<Integer> unused(String field) {
        var rest = new ArrayList<Integer>();
        var counted = field.equals("name");
        for (int column : plan.columns().getOrDefault(field, List.of())) {
            var cell = cell(column);
            if (cell != null && !Cells.saysNothing(cell)) {
                if (counted && !field.equals("name")) {
                    rest.add(column);
                }
                counted = true;
            }
        }
        return rest;
    }

    private List<String> said(String field) {
        var parts = new ArrayList<String>();
        for (int column : plan.columns().getOrDefault(field, List.of())) {
            var cell = cell(column);
            if (cell != null && !Cells.saysNothing(cell)) {
                parts.add(cell);
            }
        }
        return parts;
    }

    /** Family name first; Latin letters want the given name first and a blank between. */
    private static String joined(List<String> parts) {
        var chinese = parts.stream().allMatch(part -> part.codePoints().anyMatch(Character::isIdeographic));
        return chinese ? String.join("", parts) : String.join(" ", parts.reversed());
    }

    @Nullable
    String cell(int column) {
        return column >= row.cells().size() ? null : Cells.said(row.cells().get(column));
    }
}
