package dev.baton.processes;

import dev.baton.BatonTest;
import dev.baton.engine.InboxBench;
import io.camunda.client.CamundaClient;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole application on a real database, with an engine in memory whose clock it shares. All tests of this kind share
 * one application, one database and one engine; each class plays its processes on a {@link EngineBench} of its own, and {@link
 * RealWorkers} let the application act on it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@BatonTest
// The clock of the engine jumps, and between the jump and the timers the watchdog would act in their place.
@TestPropertySource(properties = "baton.engine.watchdog-interval=1d")
@Import({ProcessTest.OneEngine.class, InboxBench.class, RealWorkers.class, DealWorld.class})
@interface ProcessTest {

    /** The engine that starts with the first test that needs it and ends with the JVM. */
    class OneEngine {

        private static final class Holder {
            static final EngineInMemory ENGINE = EngineInMemory.startWithEverythingDeployed();
        }

        static EngineInMemory get() {
            return Holder.ENGINE;
        }

        @Bean
        @Primary
        Clock engineClock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return get().now().truncatedTo(ChronoUnit.MICROS);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
        }

        @Bean(destroyMethod = "")
        @Primary
        CamundaClient engineClient() {
            return get().client;
        }
    }
}
