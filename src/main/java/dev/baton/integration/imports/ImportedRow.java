package dev.baton.integration.imports;

import dev.baton.integration.imports.CsvRows.Row;
import java.util.UUID;

/** One row of a file, with what is needed to understand it. */
record ImportedRow(UUID importId, String fileName, ImportPlan plan, Row row) {}
