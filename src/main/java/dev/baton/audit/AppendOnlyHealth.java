package dev.baton.audit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says when the application's own login could change what is only to be added to: then the trail proves nothing. */
@Component("appendOnly")
class AppendOnlyHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(AppendOnlyHealth.class);
    private static final Status DEGRADED =
            new Status("DEGRADED", "the application could change what is only to be added to");
    private static final String REMEDY =
            "Let BATON_DB_OWNER own the tables and give BATON_DB_USER another login, which owns nothing";

    private final JdbcClient jdbc;

    AppendOnlyHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        var open = openTables();
        return open.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED)
                        .withDetail("tables", open)
                        .withDetail("remedy", REMEDY)
                        .build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void sayItOnce() {
        try {
            var open = openTables();
            if (!open.isEmpty()) {
                LOG.error("The login of the application can change or delete rows of {}. {}", open, REMEDY);
            }
        } catch (DataAccessException e) {
            // An error here would end an application that only has to wait for its database.
            LOG.warn(
                    "The database is away; health tells later whether tables can be changed that are only to be added to: {}",
                    e.getMessage());
        }
    }

    /** Rights, ownership and being a superuser, each by itself or through another role. */
    private List<String> openTables() {
        return jdbc.sql("""
                        select a.name::text
                        from append_only_table a
                        join pg_class c on c.relname = a.name and c.relnamespace = current_schema()::regnamespace
                        where has_table_privilege(c.oid, 'update, delete, truncate')
                           or has_any_column_privilege(c.oid, 'update')
                           or pg_has_role(c.relowner, 'member')
                        order by a.name""").query(String.class).list();
    }
}
