package dev.baton.integration.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What became of each row, written once and many at a time, in the transaction of the records themselves. */
@Component
class ImportRows {

    /** A row that stands for a record now. */
    record Taken(long line, UUID made) {}

    /** Why a row is listed beside the records. */
    enum Remark {
        /** It was refused. */
        REJECTED,
        /** It was on file before: nothing was made of it. */
        REPEATED
    }

    /**
     * A row of which something is to be said, as it was.
     *
     * @param raw its text, where it could not be taken apart
     */
    record Remarked(
            long line,
            Remark remark,
            @Nullable String field,
            String reason,
            List<String> cells,
            @Nullable String raw) {}

    private final JdbcTemplate batches;

    ImportRows(JdbcTemplate batches) {
        this.batches = batches;
    }

    void add(UUID file, List<Taken> taken, List<Remarked> remarked) {
        batches.batchUpdate(
                "insert into import_row (import_id, line, record_id) values (?, ?, ?)",
                taken,
                Math.max(1, taken.size()),
                (statement, row) -> {
                    statement.setObject(1, file);
                    statement.setLong(2, row.line());
                    statement.setObject(3, row.made());
                });
        batches.batchUpdate(
                "insert into import_reject (import_id, line, remark, field, reason, cells, raw) values (?, ?, ?, ?, ?, ?, ?)",
                remarked,
                Math.max(1, remarked.size()),
                (statement, row) -> {
                    statement.setObject(1, file);
                    statement.setLong(2, row.line());
                    statement.setString(3, row.remark().name());
                    statement.setString(4, row.field());
                    statement.setString(5, row.reason());
                    statement.setArray(
                            6,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", row.cells().toArray()));
                    statement.setString(7, row.raw());
                });
    }
}
