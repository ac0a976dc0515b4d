package dev.baton.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.BatonDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** The module with a real PostgreSQL and a real SMTP server, and a clock in the hands of the test. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = NotificationTest.Module.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"baton.notification.sweep-every=1h", "baton.base-url=https://crm.example.com"})
@ContextConfiguration(initializers = NotificationTest.Servers.class)
public @interface NotificationTest {

    // Without @Configuration: a scan of the whole test classpath must not find it.
    @ComponentScan(
            basePackages = "dev.baton.notification",
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.baton\\.notification\\.web\\..*"),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests?(\\$.*)?")
            })
    @AutoConfigurationPackage(basePackages = "dev.baton.notification")
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        DataJpaRepositoriesAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        MailSenderAutoConfiguration.class
    })
    class Module {

        @Bean
        HouseOfPeople people() {
            return new HouseOfPeople();
        }

        @Bean
        MovableClock clock() {
            return new MovableClock(Clock.systemUTC());
        }

        @Bean
        Traces traces(JdbcClient jdbc) {
            return new Traces(jdbc);
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    /** One mail server for all test classes of this module; every context gets a database of its own. */
    final class Servers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        static final GreenMail MAIL = mail();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(Map.of(
                            "spring.datasource.url", BatonDatabase.Shared.newDatabase(),
                            "spring.datasource.username", "postgres",
                            "spring.datasource.password", "postgres",
                            "spring.mail.host", "127.0.0.1",
                            "spring.mail.port", String.valueOf(MAIL.getSmtp().getPort())))
                    .applyTo(context);
        }

        private static GreenMail mail() {
            var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            return mail;
        }
    }
}
