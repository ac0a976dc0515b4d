package dev.baton.integration.demo;

import dev.baton.integration.Draft;
import dev.baton.integration.LeadField;
import dev.baton.integration.LeadSource;
import dev.baton.integration.Standardising;
import dev.baton.lead.NewLead;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.shared.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** The leads of the demonstration: some at the first start, and then one every half minute, so that something happens. */
@Component
@Profile("local")
class DemoLeads implements LeadSource<CSVRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLeads.class);

    private static final String FILE = "samples/demo-leads.csv";
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(20);
    private static final int LONGER_BY_SECONDS = 20;

    private final RegisteringLead registering;
    private final Standardising standardising;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final int atFirst;
    private final boolean trickle;
    private final Random random = new Random();

    DemoLeads(
            RegisteringLead registering,
            Standardising standardising,
            TaskScheduler scheduler,
            Clock clock,
            @Value("${baton.demo.leads:40}") int atFirst,
            @Value("${baton.demo.trickle:true}") boolean trickle) {
        this.registering = registering;
        this.standardising = standardising;
        this.scheduler = scheduler;
        this.clock = clock;
        this.atFirst = atFirst;
        this.trickle = trickle;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofVirtual().name("demo-leads").start(() -> {
            var people = Samples.read(FILE);
            people.stream().limit(atFirst).forEach(one -> register(standardise(one)));
            if (trickle) {
                next(people, people.size() > atFirst ? random.nextInt(atFirst, people.size()) : 0);
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the scheduler logs what goes wrong
    private void next(List<CSVRecord> people, int index) {
        var pause = SHORTEST_PAUSE.plusSeconds(random.nextInt(LONGER_BY_SECONDS + 1));
        scheduler.schedule(
                () -> {
                    register(again(standardise(people.get(index % people.size()))));
                    next(people, index + 1);
                },
                clock.instant().plus(pause));
    }

    private void register(NewLead lead) {
        try {
            registering.register(lead, null, null);
        } catch (RuntimeException e) {
            LOG.warn("A demo lead was not taken in: {}", e.toString());
        }
    }

    @Override
    public NewLead standardise(CSVRecord row) {
        var draft = new Draft();
        for (var field : LeadField.values()) {
            if (row.isMapped(field.code())) {
                draft.set(field, row.get(field.code()));
            }
        }
        draft.note("channel", "demo").note("message", row.get("message"));
        return standardising.lead(draft, "manual");
    }

    /** Somebody of the same name with another number: the trickle never runs dry and never repeats itself. */
    private NewLead again(NewLead lead) {
        var ending = "%05d".formatted(random.nextInt(100_000));
        return new NewLead(
                lead.name(),
                lead.phone().substring(0, lead.phone().length() - ending.length()) + ending,
                lead.source(),
                lead.intent(),
                lead.nextFollowUpAt(),
                lead.company(),
                lead.email(),
                lead.region(),
                lead.industry(),
                lead.companySize(),
                lead.externalRef() + "-" + Long.toString(clock.millis(), 36),
                lead.utm(),
                lead.sourceMeta());
    }
}
