package dev.baton.customer;

import dev.baton.shared.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds customers by what somebody types; each statement is made for one index. */
@Component
class CustomerQueries {

    /** @param names all that it is called, and the names of its contacts */
    record Found(UUID id, CustomerType type, String name, List<String> names) {}

    private static final String FOUND = """
            select id, type, name,
                   array(select alias ->> 'name' from jsonb_array_elements(aliases) alias)
                   || array(select contact ->> 'name' from jsonb_array_elements(contacts) contact) as names
            from customer where merged_into is null and\s""";

    static final String GRAMS = "grams @> cast(? as text[])";
    static final String SOUND = "sounding @@ cast(? as tsquery)";
    static final String KEY = "keys @> cast(? as text[])";
    static final String CODE = "credit_code like ?";

    private final JdbcClient jdbc;

    CustomerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Found> byGrams(Collection<String> grams, int atMost) {
        return found(GRAMS, grams.toArray(String[]::new), atMost);
    }

    /** @param beginning small Latin letters and figures */
    List<Found> bySound(String beginning, int atMost) {
        return found(SOUND, "'" + beginning + "':*", atMost);
    }

    List<Found> byKey(String key, int atMost) {
        return found(KEY, new String[] {key}, atMost);
    }

    /** @param beginning of a credit code, capitals and figures */
    List<Found> byCode(String beginning, int atMost) {
        return found(CODE, beginning + "%", atMost);
    }

    static String statement(String condition) {
        return FOUND + condition + " limit ?";
    }

    private List<Found> found(String condition, Object value, int atMost) {
        return jdbc.sql(statement(condition))
                .param(1, value)
                .param(2, atMost)
                .query(CustomerQueries::found)
                .list();
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                Rows.uuid(row, "id"),
                Rows.word(row, "type", CustomerType.class),
                row.getString("name"),
                Rows.words(row, "names"));
    }
}
