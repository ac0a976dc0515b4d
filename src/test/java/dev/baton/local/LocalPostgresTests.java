package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LocalPostgresTests {

    @TempDir
    private Path folder;

    private LocalPostgres postgres;

    @BeforeEach
    void start() {
        postgres = new LocalPostgres(folder.resolve("data"), folder.resolve("postgres.log"), Ports.free());
        postgres.start();
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void writesToDiskBeforeItAnswers() {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
    }

    @Test
    void findsTrigramsInChineseText() {
        sql("create extension pg_trgm").update();

        assertThat(sql("select similarity('北京百通科技有限公司', '北京百通科技')")
                        .query(Double.class)
                        .single())
                .isGreaterThan(0.4);
    }

    @Test
    void keepsWhatWasCommittedThroughAKill() {
        sql("create table note (text text)").update();
        sql("insert into note values ('kept')").update();

        postgres.kill();
        postgres.restart();

        assertThat(sql("select text from note").query(String.class).single()).isEqualTo("kept");
    }

    @Test
    void leavesNoProcessBehindWhenItIsKilled() {
        ProcessHandle server = postgres.handle();
        var family = server.descendants().toList();

        postgres.kill();

        assertThat(family).isNotEmpty();
        assertThat(family).noneMatch(ChildProcess::alive);
        assertThat(ChildProcess.alive(server)).isFalse();
    }

    @Test
    void startsAlthoughItsOldNumberBelongsToAnotherProgramNow() throws IOException {
        postgres.kill();
        Path pidFile = folder.resolve("data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n");

        postgres.restart();

        assertThat(sql("select 1").query(Integer.class).single()).isEqualTo(1);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void startsAfreshWhenItsFirstStartWasInterrupted() throws IOException, SQLException {
        Path half = Files.createDirectories(folder.resolve("half/base"));
        Files.writeString(half.resolve("1"), "");

        try (LocalPostgres other =
                new LocalPostgres(folder.resolve("half"), folder.resolve("half.log"), Ports.free())) {
            other.start();
            assertThat(JdbcClient.create(other.dataSource())
                            .sql("select 1")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void makesTheLoginOfTheApplicationInDataThatWereThereBeforeIt() throws SQLException {
        try (var connection = postgres.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop role " + LocalPostgres.APPLICATION);
        }

        postgres.restart();

        assertThat(sql("select rolcanlogin and not rolsuper from pg_roles where rolname = 'baton_app'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private String setting(String name) {
        return sql("show " + name).query(String.class).single();
    }

    private JdbcClient.StatementSpec sql(String statement) {
        return JdbcClient.create(postgres.dataSource()).sql(statement);
    }
}
