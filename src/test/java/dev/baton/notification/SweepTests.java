package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.baton.staff.Person;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@NotificationTest
@Import(SweepTests.Counting.class)
class SweepTests {

    @Autowired
    Notifications notifications;

    @Autowired
    ForgettingNotices forgetting;

    @Autowired
    Courier courier;

    @Autowired
    HouseOfPeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    Traces traces;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Environment environment;

    @Test
    void whatIsOlderThanTheRetentionIsForgottenUnlessItIsStillOnItsWay() {
        var rep = people.rep("old");
        var old = clock.instant().minus(Duration.ofDays(401));
        notifications.send(Notices.windowDue(rep, Channel.IN_APP));
        var kept = openOrSettled(rep);
        jdbc.sql("""
                        insert into notification_delivery (id, event, person_id, channel, template, language, placeholders,
                                                           path, state, created_at, next_attempt_at)
                        values (gen_random_uuid(), 'settled', ?, 'MAIL', 't', 'en', '{}', '/', 'SENT', ?, null),
                               (gen_random_uuid(), 'open', ?, 'SMS', 't', 'en', '{}', '/', 'RETRYING', ?, ?)""")
                .params(
                        rep.id().value(),
                        Timestamp.from(old),
                        rep.id().value(),
                        Timestamp.from(old),
                        Timestamp.from(clock.instant().plus(Duration.ofDays(1))))
                .update();

        forgetting.forget();

        assertThat(jdbc.sql("select event from notification_delivery where person_id = ? and created_at = ?")
                        .params(rep.id().value(), Timestamp.from(old))
                        .query(String.class)
                        .list())
                .containsExactly("open");
        jdbc.sql("delete from notification_delivery where event = 'open'").update();
        assertThat(openOrSettled(rep)).isEqualTo(kept).isPositive();
    }

    private long openOrSettled(Person person) {
        return jdbc.sql("select count(*) from notification_delivery where person_id = ?")
                .param(person.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void whatADeadApplicationLeftIsSentOnceByTheOthersTogether() {
        var rep = people.rep("dead");
        for (int i = 0; i < 150; i++) {
            notifications.send(Notices.windowDue(rep, Channel.MAIL));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> open() == 0);
        int before = mailsTo("dead@example.com");
        assertThat(before).isEqualTo(150);
        try (var first = anotherApplication();
                var second = anotherApplication();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var application : List.of(first, second)) {
                application.getBean(HouseOfPeople.class).add(rep);
            }
            // as if an application had died after the commits and before it sent anything
            jdbc.sql("update notification_delivery set state = 'PENDING', next_attempt_at = created_at")
                    .update();
            for (int i = 0; i < 5; i++) {
                threads.execute(() -> first.getBean(Courier.class).sweep());
                threads.execute(() -> second.getBean(Courier.class).sweep());
                threads.execute(() -> courier.sweep());
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> open() == 0);
        }
        assertThat(mailsTo("dead@example.com")).isEqualTo(before + 150);
    }

    @Test
    void noticeOnFiveChannelsCostsOneStatement() {
        var rep = people.rep("statements");
        var notice = Notices.windowDue(rep, Channel.IN_APP, Channel.MAIL, Channel.WECOM, Channel.DINGTALK, Channel.SMS);
        var statements = transaction.execute(status -> {
            Counting.OF_THIS_THREAD.get().clear();
            notifications.send(notice);
            return List.copyOf(Counting.OF_THIS_THREAD.get());
        });
        assertThat(statements).hasSize(1);
        assertThat(traces.of(notice)).hasSize(5);
    }

    @Test
    void lookingForWorkDoesNotGetSlowerWithTheHistory() {
        jdbc.sql("""
                        insert into notification_delivery (id, event, person_id, channel, template, language,
                            placeholders, path, state, attempts, created_at, sent_at)
                        select gen_random_uuid(), 'lead:' || gen_random_uuid() || ':1:lead.assigned', gen_random_uuid(),
                            'MAIL', 'lead.assigned', 'zh-CN', '{}', '/', 'SENT', 1, now(), now()
                        from generate_series(1, 100000)""").update();
        jdbc.sql("analyze notification_delivery").update();
        assertThat(plan("select id from notification_delivery where channel = 'MAIL' and next_attempt_at <= now() "
                        + "order by next_attempt_at limit 100 for update skip locked"))
                .contains("notification_delivery_due");
        assertThat(plan("select * from notification_delivery where event >= 'lead:01:' and event < 'lead:01;'"))
                .contains("notification_delivery_once");
        jdbc.sql("delete from notification_delivery where placeholders = '{}'").update();
    }

    private String plan(String query) {
        return String.join(
                "\n", jdbc.sql("explain " + query).query(String.class).list());
    }

    private long open() {
        return jdbc.sql("select count(*) from notification_delivery where next_attempt_at is not null")
                .query(Long.class)
                .single();
    }

    private static int mailsTo(String address) {
        return (int) Arrays.stream(NotificationTest.Servers.MAIL.getReceivedMessagesForDomain(address))
                .count();
    }

    private ConfigurableApplicationContext anotherApplication() {
        return new SpringApplicationBuilder(NotificationTest.Module.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + environment.getProperty("spring.mail.port"),
                        "--spring.main.banner-mode=off",
                        "--baton.notification.sweep-every=1h");
    }

    /** Lets a test see the statements of its own thread. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {

        static final ThreadLocal<List<String>> OF_THIS_THREAD = ThreadLocal.withInitial(CopyOnWriteArrayList::new);

        @Bean
        static BeanPostProcessor countingDataSource() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof HikariDataSource database ? new Counted(database) : bean;
                }
            };
        }

        private static final class Counted extends DelegatingDataSource {

            Counted(DataSource database) {
                super(database);
            }

            @Override
            public Connection getConnection() throws SQLException {
                var real = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                            if (method.getName().equals("prepareStatement")) {
                                OF_THIS_THREAD.get().add(String.valueOf(args[0]));
                            }
                            try {
                                return method.invoke(real, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        }
    }
}
