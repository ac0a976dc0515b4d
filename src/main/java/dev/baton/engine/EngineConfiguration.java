package dev.baton.engine;

import io.camunda.client.jobhandling.CamundaClientExecutorService;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Sets what the client's defaults do not fit: its workers wait for the database, so they run on virtual threads. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(EngineProperties.class)
class EngineConfiguration {

    /** Ticks in microseconds, as PostgreSQL stores them: an instant that was saved and read again is equal. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    CamundaClientExecutorService camundaClientExecutorService() {
        return new CamundaClientExecutorService(new VirtualThreads(), true);
    }

    /** Keeps time on one platform thread and runs everything else on virtual ones. */
    private static final class VirtualThreads extends ScheduledThreadPoolExecutor {

        private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

        VirtualThreads() {
            super(1, Thread.ofPlatform().name("camunda-schedule").daemon().factory());
        }

        @Override
        public void execute(Runnable command) {
            virtual.execute(command);
        }
    }
}
