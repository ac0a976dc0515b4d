package dev.baton;

import dev.baton.staff.StaffOnFile;
import io.camunda.client.CamundaClient;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The whole application on a real database and without a broker, spoken to through MockMvc. Tests that say nothing
 * more share one context and one database, so each makes its own people and leads.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@BatonDatabase
@AutoConfigureMockMvc
@SpringBootTest(
        properties = {
            "camunda.client.enabled=false",
            "baton.engine.enabled=false",
            // Nobody works on leads here, so there would soon be no room for the next one.
            "baton.lead.admission.at-once=1000000"
        })
@Import({StaffOnFile.class, BatonTest.NobodyAtTheBroker.class})
public @interface BatonTest {

    /**
     * What wants to speak to the engine finds nobody: the relay, the workers and the deployment are off as well. Without
     * a stereotype, so that no scan of the test classpath finds it.
     */
    class NobodyAtTheBroker {

        @Bean(destroyMethod = "close")
        CamundaClient camundaClient() {
            return CamundaClient.newClientBuilder()
                    .grpcAddress(URI.create("http://127.0.0.1:1"))
                    .restAddress(URI.create("http://127.0.0.1:1"))
                    .build();
        }
    }
}
