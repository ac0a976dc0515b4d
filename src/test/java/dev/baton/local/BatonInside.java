package dev.baton.local;

import dev.baton.BatonApplication;
import dev.baton.notification.MovableClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Baton inside the JVM of the tests, with a clock that goes forward together with the broker's: deadlines are computed
 * from the one and fire by the other.
 */
public final class BatonInside implements AutoCloseable {

    private final LocalSystem system;
    private final LocalGateways gateways;
    private final MovableClock clock;
    private final ConfigurableApplicationContext context;
    private final int port;

    private BatonInside(LocalSystem system) {
        this.system = system;
        this.gateways = new LocalGateways();
        this.port = Ports.freePort();
        this.clock = new MovableClock(Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
        ApplicationContextInitializer<ConfigurableApplicationContext> ourClock =
                starting -> starting.getBeanFactory().registerSingleton("clock", clock);
        this.context = new SpringApplicationBuilder(BatonApplication.class)
                .profiles("local")
                .initializers(new ProductOnly(), ourClock)
                .registerShutdownHook(false)
                .run(arguments());
    }

    static BatonInside start(LocalSystem system) {
        return new BatonInside(system);
    }

    /** Where the API answers. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What was sent by WeCom, DingTalk and SMS. */
    public LocalGateways gateways() {
        return gateways;
    }

    /** The parts it runs on. */
    public LocalSystem system() {
        return system;
    }

    /** What time it is for Baton and its broker. */
    public Instant now() {
        return clock.instant();
    }

    /** Lets time pass: first for Baton, so that no timer fires before its time has come. */
    public void pass(Duration time) {
        clock.forward(time);
        system.broker().addTime(time);
    }

    /** While this runs, the broker is ahead by so much: what Baton takes for the future is past for its timers. */
    public void whileBrokerIsAhead(Duration time, Runnable act) {
        system.broker().addTime(time);
        try {
            act.run();
        } finally {
            clock.forward(time);
        }
    }

    private String[] arguments() {
        Map<String, String> properties = new LinkedHashMap<>(system.properties());
        properties.putAll(gateways.properties());
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", String.valueOf(port));
        // Hours pass in a moment here: locks that end with them would only make work come twice.
        properties.put("baton.engine.job-timeout", "30d");
        properties.put("baton.engine.task-lock", "30d");
        // The timers have to do it alone.
        properties.put("baton.engine.watchdog-interval", "1d");
        properties.put("baton.engine.watchdog-grace", "30d");
        properties.put("baton.demo.leads", "0");
        // These go to the stage before the first approval, through all gates on the way.
        properties.put("baton.demo.deals", "3");
        properties.put(
                "baton.evidence.folder", system.logs().resolve("evidence").toString());
        properties.put("baton.demo.trickle", "false");
        List<String> arguments = new ArrayList<>();
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments.toArray(String[]::new);
    }

    @Override
    public void close() {
        context.close();
        gateways.close();
    }
}
