package dev.baton.benchmark;

import java.util.List;
import java.util.Map;

/** What Baton asked the database between two moments, as the database counted it. */
final class Statements {

    private static final String OF_BATON =
            " from pg_stat_statements where userid = (select oid from pg_roles where rolname = 'baton_app') ";
    private static final String NO_WORK = " query ~* '^(begin|commit|rollback|show) *$' ";

    private final Stand stand;

    Statements(Stand stand) {
        this.stand = stand;
    }

    void reset() {
        stand.jdbc().sql("select pg_stat_statements_reset()").query().listOfRows();
    }

    long count() {
        return stand.number("select coalesce(sum(calls), 0)::bigint" + OF_BATON + "and not" + NO_WORK);
    }

    long transactions() {
        return stand.number("select coalesce(sum(calls), 0)::bigint" + OF_BATON + "and query ~* '^begin'");
    }

    /** Time inside the database, without waiting for the disk at commit. */
    double milliseconds() {
        return stand.jdbc()
                .sql("select coalesce(sum(total_exec_time), 0)" + OF_BATON)
                .query(Double.class)
                .single();
    }

    /** The statements that took most of that time. */
    List<Map<String, Object>> top(int most) {
        return stand.jdbc()
                .sql("select calls, round(total_exec_time::numeric, 1) as total_ms,"
                        + " round(mean_exec_time::numeric, 3) as mean_ms,"
                        + " left(regexp_replace(query, '\\s+', ' ', 'g'), 160) as query"
                        + OF_BATON + "order by total_exec_time desc limit " + most)
                .query()
                .listOfRows();
    }

    /** Every statement with how often it came. */
    List<Map<String, Object>> byCalls(int most) {
        return stand.jdbc()
                .sql("select calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 120) as query" + OF_BATON
                        + "order by calls desc limit " + most)
                .query()
                .listOfRows();
    }
}
