package dev.baton.integration.imports;

import dev.baton.integration.imports.CsvRows.Row;
import dev.baton.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        var parts = plan.columns().getOrDefault(field, List.of()).stream()
                .map(this::cell)
                .filter(Objects::nonNull)
                .filter(said -> !Cells.saysNothing(said))
                .toList();
        var text = parts.isEmpty()
                ? plan.defaults().get(field)
                : field.equals("name") ? joined(parts) : parts.getFirst();
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The columns of a field that say something beside the one that counts; nothing of a row is lost. */
    List<Integer> unused(String field) {
        var said = plan.columns().getOrDefault(field, List.of()).stream()
                .filter(column -> {
                    var cell = cell(column);
                    return cell != null && !Cells.saysNothing(cell);
                })
                .toList();
        return field.equals("name") || said.isEmpty() ? List.of() : said.subList(1, said.size());
    }

    /** Family name first; Latin letters want the given name first and a blank between. */
    private static String joined(List<String> parts) {
        var chinese = parts.stream().allMatch(part -> part.codePoints().anyMatch(Character::isIdeographic));
        return chinese ? String.join("", parts) : String.join(" ", parts.reversed());
    }

    @Nullable
    String cell(int column) {
        return column >= row.cells().size()
                ? null
                : Cells.said(row.cells().get(column));
    }
}
