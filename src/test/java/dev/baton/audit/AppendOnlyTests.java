package dev.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.shared.Ids;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** What the application's own connection may do to tables that only grow, and to all the others. */
@BatonTest
class AppendOnlyTests {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AuditTrail trail;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvc mvc;

    @Value("${spring.datasource.url}")
    String url;

    private final UUID subject = Ids.next();
    private JdbcClient owner;

    @BeforeEach
    void oneEntry() {
        owner = JdbcClient.create(BatonDatabase.Shared.asOwner(url));
        transaction.executeWithoutResult(status -> trail.record(
                AuditTrail.Entry.byProcess("deal", subject, "deal.won", Map.of(), Map.of("won", true), "east", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set action = 'nothing'",
                "update audit_entry set at = at",
                "insert into audit_entry select * from audit_entry on conflict (id) do update set action = 'nothing'",
                "merge into audit_entry e using (select 1) t on true when matched then delete",
                "delete from audit_entry",
                "truncate audit_entry",
                "truncate audit_entry cascade",
                "select * from audit_entry for update",
                "lock table audit_entry in exclusive mode",
                "alter table audit_entry drop column before",
                "alter table audit_entry disable trigger all",
                "alter table audit_entry owner to current_user",
                "alter table audit_entry rename to audit_entry_of_old",
                "create trigger quietly before insert on audit_entry execute function suppress_redundant_updates_trigger()",
                "create rule quietly as on insert to audit_entry do instead nothing",
                "drop table audit_entry",
                "drop table audit_entry cascade",
                "drop schema public cascade",
                "create table public.audit_entry_of_mine (id uuid)",
                "select let_application_work(current_user::name)",
                "select make_append_only('person')",
                "delete from append_only_table",
                "update append_only_table set name = 'person'",
                "insert into append_only_table (name) values ('person')",
                "drop function make_append_only(regclass)",
                "delete from flyway_schema_history",
                "update flyway_schema_history set checksum = 0",
                "set role postgres",
                "set session_replication_role = replica",
                "create role another login",
                "alter role current_user superuser"
            })
    void refusesTheApplicationWhateverWouldChangeTheTrail(String command) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> jdbc.sql(command).update()))
                .rootCause()
                .isInstanceOfSatisfying(SQLException.class, cause -> assertThat(cause.getSQLState())
                        .as("%s: %s", command, cause.getMessage())
                        .isEqualTo(INSUFFICIENT_PRIVILEGE));

        assertThat(jdbc.sql("select action from audit_entry where subject_id = ?")
                        .param(subject)
                        .query(String.class)
                        .list())
                .containsExactly("deal.won");
    }

    /** To grant what one may not grant is a warning in PostgreSQL and no error. */
    @Test
    void cannotGiveItselfMore() {
        jdbc.sql("grant update, delete, truncate on audit_entry to current_user")
                .update();
        jdbc.sql("grant update, delete, truncate on audit_entry to public").update();

        assertThat(mayChange("baton_app", "audit_entry")).isFalse();
        assertThat(jdbc.sql("select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls"
                                + " from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(jdbc.sql("select count(*) from pg_class where relowner = current_user::regrole")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Among them those from which retention deletes. */
    @Test
    void leavesTheApplicationItsWorkOnAllOtherTables() {
        assertThat(jdbc.sql("""
                        select c.relname::text from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                          and c.relname not in ('append_only_table', 'flyway_schema_history')
                          and c.relname not in (select name from append_only_table)
                          and not (has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert')
                                   and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete'))
                        """).query(String.class).list()).isEmpty();
        assertThat(jdbc.sql("delete from outbox_message where sent_at < timestamptz '2000-01-01'")
                        .update())
                .isZero();
        assertThat(jdbc.sql("delete from job_log where finished_at < timestamptz '2000-01-01'")
                        .update())
                .isZero();
    }

    @Test
    void letsATableOfALaterMigrationOnlyGrowFromThenOn() {
        owner.sql("create table ledger_of_a_test (id int primary key, text text)")
                .update();
        owner.sql("select let_application_work('baton_app')").query().listOfRows();
        assertThat(mayChange("baton_app", "ledger_of_a_test")).isTrue();

        owner.sql("grant update (text), select on ledger_of_a_test to public").update();
        owner.sql("select make_append_only('ledger_of_a_test')").query().listOfRows();
        owner.sql("select make_append_only('ledger_of_a_test')").query().listOfRows();
        owner.sql("select let_application_work('baton_app')").query().listOfRows();

        assertThat(mayChange("baton_app", "ledger_of_a_test")).isFalse();
        assertThat(jdbc.sql("insert into ledger_of_a_test values (1, 'kept')").update())
                .isOne();
        assertThat(jdbc.sql("select text from ledger_of_a_test")
                        .query(String.class)
                        .single())
                .isEqualTo("kept");
        assertThatThrownBy(() ->
                        jdbc.sql("update ledger_of_a_test set text = 'changed'").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void isInHealthOnlyWhereTheLoginOfTheApplicationIsRestricted() throws Exception {
        assertThat(new AppendOnlyHealth(jdbc).health().getStatus()).isEqualTo(Status.UP);
        mvc.perform(get("/actuator/health"))
                .andExpect(jsonPath("$.components.appendOnly.status").value("UP"));

        var asOwner = new AppendOnlyHealth(owner).health();

        assertThat(asOwner.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(asOwner.getDetails().get("tables")).asString().contains("audit_entry");
        assertThat(asOwner.getDetails()).containsKey("remedy");
    }

    @Test
    void makesTheLoginInADatabaseThatWasThereBefore() {
        var database = BatonDatabase.Shared.asOwner(BatonDatabase.Shared.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        var old = JdbcClient.create(database);
        assertThat(exists("late_login")).isFalse();

        migrate(database, "late_login", "s3cret \"' word");
        migrate(database, "late_login", "another one, which changes nothing");

        assertThat(old.sql("select rolpassword from pg_authid where rolname = 'late_login' and rolcanlogin")
                        .query(String.class)
                        .single())
                .startsWith("SCRAM-SHA-256$");
        assertThat(old.sql(
                                "select has_table_privilege('late_login', 'lead', 'delete')"
                                        + " and has_table_privilege('late_login', 'audit_entry', 'insert')"
                                        + " and not has_table_privilege('late_login', 'audit_entry', 'update, delete, truncate')")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void saysWhatToDoWhereTheOwnerMayNotMakeTheLogin() {
        var url = BatonDatabase.Shared.newDatabase();
        var server = JdbcClient.create(BatonDatabase.Shared.asOwner(url));
        server.sql("create role small_owner login").update();
        server.sql("alter schema public owner to small_owner").update();
        server.sql("grant create on database " + url.substring(url.lastIndexOf('/') + 1) + " to small_owner")
                .update();
        var database = new DriverManagerDataSource(url, "small_owner", "");

        assertThatThrownBy(() -> migrate(database, "login_of_hand", "secret"))
                .isInstanceOf(RuntimeException.class)
                .rootCause()
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> migrate(database, "login_of_hand", "secret"))
                .hasStackTraceContaining("create role \"login_of_hand\" login password");

        server.sql("create role login_of_hand login").update();
        migrate(database, "login_of_hand", "secret");

        assertThat(server.sql("select has_table_privilege('login_of_hand', 'lead', 'delete')")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void changesNoRightsWhereOneLoginIsBoth() {
        var database = BatonDatabase.Shared.asOwner(BatonDatabase.Shared.newDatabase());

        migrate(database, "postgres", "postgres");

        assertThat(new AppendOnlyHealth(JdbcClient.create(database)).health().getStatus())
                .isNotEqualTo(Status.UP);
    }

    private static void migrate(DataSource database, String login, String password) throws FlywayException {
        Flyway.configure()
                .dataSource(database)
                .callbacks(new ApplicationLogin(login, password))
                .load()
                .migrate();
    }

    private boolean exists(String role) {
        return owner.sql("select exists (select from pg_roles where rolname = ?)")
                .param(role)
                .query(Boolean.class)
                .single();
    }

    private boolean mayChange(String login, String table) {
        return owner.sql("select has_table_privilege(:login, :table, 'update, delete, truncate')"
                        + " or has_any_column_privilege(:login, :table, 'update')")
                .param("login", login)
                .param("table", table)
                .query(Boolean.class)
                .single();
    }
}
