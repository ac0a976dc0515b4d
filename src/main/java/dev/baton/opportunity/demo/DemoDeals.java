package dev.baton.opportunity.demo;

import dev.baton.evidence.TakingInFile;
import dev.baton.evidence.inspection.FileType;
import dev.baton.opportunity.MovingDeal;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.ShowingDeal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.opportunity.gate.Gate;
import dev.baton.opportunity.gate.MoveRequest;
import dev.baton.opportunity.gate.WorkingOnGate;
import dev.baton.opportunity.policy.Stage;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Refusal;
import dev.baton.shared.Samples;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The deals of the demonstration. Each goes as far as its line says, through every gate on its way, with files and reasons
 * as a rep would hand them in: also here nothing else moves a deal.
 */
@Component
@Profile("local")
class DemoDeals {

    private static final Logger LOG = LoggerFactory.getLogger(DemoDeals.class);

    private static final String FILE = "samples/demo-deals.csv";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(700);

    /** The broker may come late; whoever has stopped looking by then sees the deals where they stand. */
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** A deal on its way, with whoever moves it, and how long it shall have stood where it arrives. */
    private record Underway(DealId id, Caller rep, String target, String customer, Duration stands) {}

    private final OpeningDeal opening;
    private final MovingDeal moving;
    private final WorkingOnGate working;
    private final ShowingDeal showing;
    private final TakingInFile files;
    private final AgeingDemoDeal ageing;
    private final StagePolicy policy;
    private final Staff staff;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final int atMost;
    private final Random random = new Random(4);

    DemoDeals(
            OpeningDeal opening,
            MovingDeal moving,
            WorkingOnGate working,
            ShowingDeal showing,
            TakingInFile files,
            AgeingDemoDeal ageing,
            StagePolicy policy,
            Staff staff,
            BusinessCalendar calendar,
            Clock clock,
            @Value("${baton.demo.deals:30}") int atMost) {
        this.opening = opening;
        this.moving = moving;
        this.working = working;
        this.showing = showing;
        this.files = files;
        this.ageing = ageing;
        this.policy = policy;
        this.staff = staff;
        this.calendar = calendar;
        this.clock = clock;
        this.atMost = atMost;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (atMost > 0) {
            Thread.ofVirtual().name("demo-deals").start(this::play);
        }
    }

    private void play() {
        var underway = new ArrayList<Underway>();
        var lines = Samples.read(FILE);
        var reps = staff.reps().stream().filter(Person::active).toList();
        for (var at = 0; at < Math.min(atMost, lines.size()) && !reps.isEmpty(); at++) {
            // Several deals each, so that one rep's board shows more than one column.
            var rep = reps.get(at % Math.min(8, reps.size()));
            open(
                    lines.get(at),
                    "demo-deal-" + (at + 1),
                    new Caller(rep.id(), rep.name(), rep.roles(), rep.region()),
                    underway);
        }
        moveOn(underway, clock.instant().plus(AT_MOST));
    }

    private void open(CSVRecord line, String reference, Caller rep, List<Underway> underway) {
        var discount = line.get("discount");
        var customer = line.get("customerName");
        try {
            var id = opening.open(
                    new NewDeal(
                            null,
                            line.get("name"),
                            customer,
                            line.get("customerType"),
                            line.get("customerEmail"),
                            new BigDecimal(line.get("amount")),
                            "CNY",
                            discount.isEmpty() ? null : new BigDecimal(discount),
                            LocalDate.ofInstant(clock.instant(), calendar.zone())
                                    .plusDays(Long.parseLong(line.get("closesInDays"))),
                            line.get("contractType")),
                    rep,
                    null,
                    reference);
            underway.add(new Underway(
                    id, rep, line.get("stage"), customer, Duration.ofDays(Long.parseLong(line.get("standsDays")))));
        } catch (Refusal known) {
            LOG.debug("Demo deal {} is there already", reference);
        }
    }

    /** Whoever cannot go on now is looked at again: the process takes a moment from gate to gate. */
    private void moveOn(List<Underway> underway, Instant until) {
        while (!underway.isEmpty() && clock.instant().isBefore(until)) {
            try {
                Thread.sleep(LOOK_AGAIN);
                underway.removeIf(this::hasArrived);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean hasArrived(Underway deal) {
        try {
            return goesOn(deal);
        } catch (IOException | RuntimeException waiting) {
            LOG.debug("Demo deal {} waits: {}", deal.id(), waiting.toString());
            return false;
        }
    }

    private boolean goesOn(Underway deal) throws IOException {
        var shown = showing.show(deal.id());
        var look = shown.look();
        var target = policy.find(deal.target()).map(Stage::order).orElse(0);
        if (look == null || shown.taskId() == null) {
            return false;
        }
        if (look.stage().order() >= target) {
            tickSomething(deal, look.stage());
            ageing.age(deal.id(), deal.stands());
            return true;
        }
        putInPlace(deal, look);
        moving.move(deal.id(), MoveRequest.toAdvance("材料齐全，客户同意进入下一步", null), deal.rep());
        return false;
    }

    private void tickSomething(Underway deal, Stage stage) {
        var choice = stage.substates().get(random.nextInt(stage.substates().size()));
        working.tick(deal.id(), choice.key(), deal.rep());
        // Some have their file already and lack a person's word; a gate that misses everything teaches little.
        stage.conditions().stream()
                .filter(condition -> !condition.provedByFile() && random.nextInt(3) == 0)
                .forEach(condition -> working.confirm(deal.id(), condition.code(), true, null, deal.rep()));
    }

    private void putInPlace(Underway deal, Gate.Look look) throws IOException {
        for (var proof : look.evidence()) {
            if (proof.proof().required() && !proof.there()) {
                file(deal, look.stage(), proof.proof());
            }
        }
        for (var state : look.conditions()) {
            if (!state.met() && !state.condition().provedByFile()) {
                working.confirm(deal.id(), state.condition().code(), true, null, deal.rep());
            }
        }
        for (var state : look.actions()) {
            if (state.action().required() && state.doneAt() == null) {
                working.done(deal.id(), state.action().key(), deal.rep());
            }
        }
    }

    private void file(Underway deal, Stage stage, Stage.Proof proof) throws IOException {
        var asText = proof.types().contains(FileType.TXT);
        var name = proof.name().zh() + "-" + deal.customer() + (asText ? ".txt" : ".png");
        files.take(
                new TakingInFile.Purpose(Gate.RECORD_KIND, deal.id().value(), stage.key(), proof.kind()),
                name,
                new ByteArrayInputStream(asText ? text(deal, stage, proof) : scan()),
                deal.rep());
    }

    private static byte[] text(Underway deal, Stage stage, Stage.Proof proof) {
        return "%s%n客户：%s%n阶段：%s%n内容：双方已沟通并确认。%n"
                .formatted(proof.name().zh(), deal.customer(), stage.name().zh())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A sheet with lines and a seal, so that a preview shows something. */
    private byte[] scan() throws IOException {
        var sheet = new BufferedImage(420, 594, BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        pen.setColor(Color.DARK_GRAY);
        for (var y = 60; y < 460; y += 24) {
            pen.drawLine(50, y, 150 + random.nextInt(220), y);
        }
        pen.setColor(new Color(190, 40, 40));
        pen.drawOval(270, 450, 90, 90);
        pen.drawOval(272, 452, 86, 86);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", bytes);
        return bytes.toByteArray();
    }
}
