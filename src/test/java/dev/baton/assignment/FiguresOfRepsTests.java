package dev.baton.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.baton.BatonTest;
import dev.baton.assignment.ListingCandidates.Listed;
import dev.baton.assignment.ListingCandidates.Place;
import dev.baton.engine.DecisionTables;
import dev.baton.engine.DeployedResource;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.owner.OwnerFigures;
import dev.baton.lead.owner.OwnerFigures.Figures;
import dev.baton.shared.Ids;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.RecordingAbsence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * The figures of F-01 as they are read from leads and people on file. Figures are of everybody: each test has the
 * database to itself, in a transaction that leaves nothing behind.
 */
@BatonTest
@Import(LeadFixtures.class)
@Transactional
class FiguresOfRepsTests {

    private static final Routing ANY = new Routing("any", "general", Map.of(), List.of());
    private static final Offset<Double> SECONDS = within(30d);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    OwnerFigures figures;

    @Autowired
    RoutingSwitches switches;

    @Autowired
    HoldReasons holding;

    @Autowired
    HeldLeads held;

    @Autowired
    Decisions decisions;

    @Autowired
    TableVersions versions;

    @Autowired
    DecisionTables tables;

    @Autowired
    RecordingAbsence absences;

    @Autowired
    Staff people;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @Autowired
    Clock clock;

    @BeforeEach
    void nobodyAndNothing() {
        staff.startAnew();
        jdbc.sql("""
                        update lead set status = 'LOST', owner_id = null, hold_reason = null
                        where owner_id is not null or status = 'POOLED' or hold_reason is not null""").update();
        jdbc.sql("delete from response_window").update();
    }

    @Test
    @DisplayName("Open are the leads that wait for contact or are in contact")
    void open() {
        var rep = staff.rep("east");
        lead(rep, "ASSIGNED", null);
        lead(rep, "CONTACTED", HOUR);
        lead(rep, "QUALIFIED", HOUR);
        lead(rep, "LOST", HOUR);

        assertThat(of(rep).open()).isEqualTo(2);
    }

    @Test
    @DisplayName("Answers count for 72 hours, each from the assignment to the first touch")
    void answered() {
        var rep = staff.rep("east");
        window(rep, HOUR.multipliedBy(71), Duration.ofMinutes(30), null);
        window(rep, HOUR.multipliedBy(5), Duration.ofMinutes(90), null);
        window(rep, HOUR.multipliedBy(73), Duration.ofMinutes(5), null);

        assertThat(of(rep).responses()).isEqualTo(2);
        assertThat(of(rep).responseSeconds()).isCloseTo(7_200, within(1e-3));
    }

    @Test
    @DisplayName("An answer that is still owed counts with the time that it is owed, at most 72 hours")
    void unanswered() {
        var slow = staff.rep("east");
        window(slow, HOUR.multipliedBy(10), null, null);
        assertThat(of(slow).responses()).isEqualTo(1);
        assertThat(of(slow).responseSeconds()).isCloseTo(36_000, SECONDS);

        var silent = staff.rep("east");
        window(silent, HOUR.multipliedBy(200), null, null);
        assertThat(of(silent).responses()).isEqualTo(1);
        assertThat(of(silent).responseSeconds()).isCloseTo(72 * 3_600, SECONDS);
    }

    @Test
    @DisplayName("A lead that was taken away unanswered counts until it was taken away")
    void takenAway() {
        var rep = staff.rep("east");
        window(rep, HOUR.multipliedBy(10), null, HOUR.multipliedBy(3));

        assertThat(of(rep).responses()).isEqualTo(1);
        assertThat(of(rep).responseSeconds()).isCloseTo(3 * 3_600, within(1e-3));
    }

    @Test
    @DisplayName("Results count for 365 days")
    void results() {
        var rep = staff.rep("east");
        lead(rep, "QUALIFIED", DAY.multipliedBy(364));
        lead(rep, "LOST", DAY.multipliedBy(364));
        lead(rep, "QUALIFIED", DAY.multipliedBy(366));
        lead(rep, "LOST", DAY.multipliedBy(366));

        assertThat(of(rep).won()).isEqualTo(1);
        assertThat(of(rep).closed()).isEqualTo(2);
    }

    @Test
    @DisplayName("A region's saturation is its open leads for each rep on duty; who is away counts with neither")
    void saturation() {
        var here = staff.rep("east");
        var too = staff.rep("east");
        var away = staff.rep("east");
        open(here, 4);
        open(too, 1);
        open(away, 20);
        var admin = staff.admin();
        absences.record(
                new Caller(admin.id(), admin.name(), admin.roles(), null),
                away.id(),
                Instant.now().minusSeconds(60),
                Instant.now().plus(DAY));

        assertThat(candidate(list(), here).saturation()).isEqualTo(2.5);
    }

    @Test
    @DisplayName("Leads that came to a region and have no owner yet are open there: in the pool, and held")
    void unassigned() {
        var rep = staff.rep("east");
        staff.rep("east");
        open(rep, 1);
        nobodys("east", "POOLED", null);
        nobodys("east", "RECEIVED", "ALLOCATION_PAUSED");
        nobodys("east", "RECEIVED", null);
        nobodys("west", "POOLED", null);

        assertThat(candidate(list(), rep).saturation()).isEqualTo(3 / 2d);
    }

    @Test
    @DisplayName("The reference of saturation is the mean of the regions, however many reps each has")
    void meanOfRegions() {
        var busy = staff.rep("north");
        open(busy, 12);
        for (var count = 0; count < 3; count++) {
            open(staff.rep("east"), 2);
        }

        assertThat(list().parameters().saturationReference()).isEqualTo((12 + 2) / 2d);
    }

    @Test
    @DisplayName("The reference of response is the mean of the reps' averages; who has answered nothing is left out")
    void meanOfResponses() {
        var often = staff.rep("east");
        for (var count = 0; count < 9; count++) {
            window(often, HOUR.multipliedBy(5), HOUR, null);
        }
        window(staff.rep("east"), HOUR.multipliedBy(5), HOUR.multipliedBy(3), null);
        staff.rep("east");

        assertThat(list().parameters().responseReference()).isCloseTo(2 * 3_600, within(1e-3));
    }

    @Test
    @DisplayName("The team's rate is won for closed over everybody, not a mean of rates; nothing closed makes it 0")
    void teamRate() {
        var one = staff.rep("east");
        assertThat(list().parameters().teamRate()).isZero();
        results(one, 1, 9);
        results(staff.rep("west"), 1, 1);

        assertThat(list().parameters().teamRate()).isEqualTo(0.2);
    }

    @Test
    @DisplayName("The worked example comes out from leads on file: 1.5832, 1.0170 and 2.7113")
    void workedExample() throws IOException {
        var a = staff.rep("east");
        var c = staff.rep("east");
        open(staff.rep("east"), 4);
        open(a, 4);
        open(c, 2);
        var b = staff.rep("west");
        open(b, 20);
        open(staff.rep("west"), 20);
        staff.rep("west");
        for (var count = 0; count < 6; count++) {
            window(a, HOUR.multipliedBy(50), HOUR.multipliedBy(2), null);
            window(b, HOUR.multipliedBy(50), Duration.ofMinutes(30), null);
            window(c, HOUR.multipliedBy(50), HOUR, null);
        }
        results(a, 6, 30);
        results(b, 9, 30);

        var listed = list();

        assertThat(candidate(listed, a).saturation()).isCloseTo(10 / 3d, within(1e-9));
        assertThat(candidate(listed, b).saturation()).isCloseTo(40 / 3d, within(1e-9));
        assertThat(listed.parameters().saturationReference()).isCloseTo(25 / 3d, within(1e-9));
        assertThat(listed.parameters().responseReference()).isCloseTo(4_200, within(1e-3));
        assertThat(listed.parameters().teamRate()).isEqualTo(0.25);
        var weights = weigh(listed);
        assertThat(weights.get(a.id().toString()).weight()).isCloseTo(1.5832, within(5e-5));
        assertThat(weights.get(b.id().toString()).weight()).isCloseTo(1.0170, within(5e-5));
        assertThat(weights.get(c.id().toString()).weight()).isCloseTo(2.7113, within(5e-5));
    }

    private Figures of(Person rep) {
        return figures.read().getOrDefault(rep.id(), Figures.NONE);
    }

    /** With nothing remembered of the tests before. */
    private Listed list() {
        return new ListingCandidates(
                        people,
                        new RepFigures(figures, clock, Duration.ofHours(24), Duration.ofSeconds(5)),
                        switches,
                        holding,
                        held,
                        decisions,
                        versions,
                        clock)
                .list(new LeadId(Ids.next()), 0, ANY, new Place(1, 1, 1));
    }

    private static Candidate candidate(Listed listed, Person rep) {
        return listed.candidates().stream()
                .filter(candidate -> candidate.id().equals(rep.id().toString()))
                .findAny()
                .orElseThrow();
    }

    private Map<String, Weight> weigh(Listed listed) throws IOException {
        var table = new DeployedResource(
                DeployedResource.Kind.DECISION,
                1,
                ChoosingOwner.WEIGHTS_TABLE,
                1,
                Files.readString(Path.of("processes/lead-response/candidate-weights.dmn")),
                Instant.now());
        var result = tables.evaluate(
                table,
                Map.of(
                        "candidates",
                        json.convertValue(listed.candidates(), new TypeReference<List<Map<String, Object>>>() {}),
                        "parameters",
                        json.convertValue(listed.parameters(), new TypeReference<Map<String, Object>>() {})));
        return json.convertValue(result, new TypeReference<List<Weight>>() {}).stream()
                .collect(Collectors.toMap(Weight::id, weight -> weight));
    }

    private void open(Person rep, int many) {
        for (var count = 0; count < many; count++) {
            lead(rep, "ASSIGNED", null);
        }
    }

    private void results(Person rep, int won, int closed) {
        for (var count = 0; count < closed; count++) {
            lead(rep, count < won ? "QUALIFIED" : "LOST", DAY);
        }
    }

    private void lead(Person owner, String status, @Nullable Duration lastContactAgo) {
        lead(owner.region(), status, owner, lastContactAgo, null);
    }

    private void nobodys(String region, String status, @Nullable String heldFor) {
        lead(region, status, null, null, heldFor);
    }

    private void lead(
            @Nullable String region,
            String status,
            @Nullable Person owner,
            @Nullable Duration lastContactAgo,
            @Nullable String heldFor) {
        jdbc.sql("""
                        insert into lead (id, status, name, phone, phone_original, phone_status, source, intent, region, utm,
                            source_meta, owner_id, round, received_at, next_follow_up_at, last_contact_at, reminders_muted,
                            needs_collaboration, notices, hold_reason)
                        values (?, ?, '客户', '+8613800000000', '13800000000', 'VALID', 'site-form', 'medium', ?, '{}', '{}', ?, 1,
                            now(), now(), ?, false, false, '{}', ?)""")
                .params(
                        Ids.next(),
                        status,
                        region,
                        owner == null ? null : owner.id().value(),
                        lastContactAgo == null ? null : ago(lastContactAgo),
                        heldFor)
                .update();
    }

    /** @param answeredAfter when it was touched first, from its start; absent: not yet */
    private void window(
            Person owner, Duration startedAgo, @Nullable Duration answeredAfter, @Nullable Duration takenAwayAfter) {
        var start = clock.instant().minus(startedAgo);
        jdbc.sql("""
                        insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at,
                            first_touch_at, ended_at)
                        values (?, 1, ?, ?, 'site-form', ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        owner.id().value(),
                        owner.region(),
                        Timestamp.from(start),
                        Timestamp.from(start.plus(HOUR)),
                        answeredAfter == null ? null : Timestamp.from(start.plus(answeredAfter)),
                        takenAwayAfter == null ? null : Timestamp.from(start.plus(takenAwayAfter)))
                .update();
    }

    private Timestamp ago(Duration time) {
        return Timestamp.from(clock.instant().minus(time));
    }
}
