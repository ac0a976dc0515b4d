package dev.baton;

import dev.baton.evidence.RecordsOnFile;
import dev.baton.staff.StaffOnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole application behind its real servlet container, for what only a real line shows; all such tests share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@BatonDatabase
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.client.enabled=false",
            "baton.engine.enabled=false",
            "baton.web.patience=3s",
            "baton.web.trusted-proxies=127.0.0.1,10.9.0.0/16"
        })
@Import({StaffOnFile.class, RecordsOnFile.class, BatonTest.NobodyAtTheBroker.class})
@ContextConfiguration(initializers = {BatonDatabase.FreshDatabase.class, RealServer.Folder.class})
public @interface RealServer {

    /** Evidence goes to a folder of its own. */
    class Folder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                TestPropertyValues.of(
                                "baton.evidence.folder=" + Files.createTempDirectory("evidence"),
                                "baton.evidence.ocr.command=")
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
