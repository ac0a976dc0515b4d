package dev.baton.integration.imports;

import dev.baton.integration.imports.ImportRows.Remark;
import dev.baton.integration.imports.ImportRows.Remarked;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the rows of a file. */
@Component
class ImportRowQueries {

    private final JdbcClient jdbc;

    ImportRowQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The records that rows of the file stand for, one for each row. */
    List<UUID> records(UUID file) {
        return jdbc.sql("select record_id from import_row where import_id = ?")
                .param(file)
                .query(UUID.class)
                .list();
    }

    /** Rows of which something is to be said, in the order of the file. */
    List<Remarked> remarked(UUID file, long afterLine, int most) {
        return jdbc.sql("""
                        select line, remark, field, reason, cells, raw from import_reject
                        where import_id = ? and line > ? order by line limit ?""")
                .params(file, afterLine, most)
                .query((row, number) -> new Remarked(
                        row.getLong("line"),
                        Remark.valueOf(row.getString("remark")),
                        row.getString("field"),
                        row.getString("reason"),
                        List.of((String[]) row.getArray("cells").getArray()),
                        row.getString("raw")))
                .list();
    }
}
