package dev.baton.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonDatabase;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The staff on a database of their own, where the whole house can be empty or full. */
class StaffTests {

    private static final String PASSWORD = "a good long one";

    private final Instant now = Instant.parse("2026-03-02T02:00:00Z");
    private final List<Object> events = new ArrayList<>();
    private MovableClock clock;
    private TransactionTemplate transaction;
    private People people;
    private Tokens tokens;
    private Passwords passwords;
    private StaffDirectory staff;
    private DisablingPerson disabling;
    private RecordingAbsence absences;
    private StoredAccounts accounts;
    private JdbcClient jdbc;

    @BeforeEach
    void emptyHouse() {
        var url = BatonDatabase.Shared.newDatabase();
        var database = new DriverManagerDataSource(url, "postgres", "postgres");
        Flyway.configure().dataSource(database).load().migrate();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        clock = new MovableClock(now);
        jdbc = JdbcClient.create(database);
        people = new People(jdbc);
        tokens = new Tokens(jdbc);
        passwords = new Passwords();
        staff = new StaffDirectory(people, clock, "");
        disabling = new DisablingPerson(people, staff, events::add, clock);
        absences = new RecordingAbsence(people, staff, events::add, clock);
        accounts = new StoredAccounts(staff, people, tokens, passwords, clock);
    }

    @Test
    void peopleAreFoundByIdAndByLoginWhateverItsCase() {
        var id = add("rep01", "east", Role.REP);

        assertThat(staff.find(id)).get().extracting(Person::login).isEqualTo("rep01");
        assertThat(staff.findByLogin("REP01")).get().extracting(Person::id).isEqualTo(id);
        assertThat(staff.findByLogin("rep02")).isEmpty();
    }

    @Test
    void aLoginExistsOnceWhateverItsCase() {
        add("rep01", "east", Role.REP);

        assertThat(people.add(newPerson("REP01", "east", Role.REP))).isFalse();
    }

    @Test
    void repsComeInAStableOrderWhateverTheirState() {
        var second = add("rep02", "east", Role.REP);
        add("rep01", "west", Role.REP);
        add("director", null, Role.DIRECTOR);
        inTransaction(() -> disabling.disable(admin(), second));

        assertThat(staff.reps()).extracting(Person::login).containsExactly("rep01", "rep02");
        assertThat(staff.reps()).extracting(Person::active).containsExactly(true, false);
        assertThat(staff.reps()).allMatch(Person::receivesLeads);
    }

    @Test
    void aRoleWithoutThePermissionReceivesNoLeads() {
        var director = add("director", null, Role.DIRECTOR);
        assertThat(staff.find(director).orElseThrow().receivesLeads()).isFalse();

        jdbc.sql("delete from role_permission").update();
        add("rep01", "east", Role.REP);

        assertThat(staff.reps()).noneMatch(Person::receivesLeads);
    }

    @Test
    void supervisorsAreThoseOfTheRegionElseTheDirectors() {
        add("manager.east", "east", Role.SUPERVISOR);
        add("director", null, Role.DIRECTOR);

        assertThat(staff.supervisorsOf("east")).extracting(Person::login).containsExactly("manager.east");
        assertThat(staff.supervisorsOf("west")).extracting(Person::login).containsExactly("director");
        assertThat(staff.supervisorsOf(null)).extracting(Person::login).containsExactly("director");
    }

    @Test
    void theFallbackOwnerIsTheConfiguredOneAsLongAsActive() {
        var deputy = add("deputy", "east", Role.SUPERVISOR);
        add("director", null, Role.DIRECTOR);
        var configured = new StaffDirectory(people, clock, "deputy");

        assertThat(staff.fallbackOwner().login()).isEqualTo("director");
        assertThat(configured.fallbackOwner().login()).isEqualTo("deputy");

        inTransaction(() -> disabling.disable(admin(), deputy));
        assertThat(new StaffDirectory(people, clock, "deputy").fallbackOwner().login())
                .isEqualTo("director");
    }

    @Test
    void regionsComeInTheirOrder() {
        assertThat(staff.regions()).extracting(Region::code).containsExactly("east", "north", "south", "west");
        assertThat(staff.regions().getFirst()).isEqualTo(new Region("east", "华东", "East China"));
    }

    @Test
    void anAbsenceCountsFromItsStartToItsEnd() {
        var rep = add("rep01", "east", Role.REP);
        inTransaction(
                () -> absences.record(admin(), rep, now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(3))));

        assertThat(onLeave(rep)).isFalse();
        clock.move(Duration.ofHours(1));
        assertThat(onLeave(rep)).isTrue();
        clock.move(Duration.ofHours(2));
        assertThat(onLeave(rep)).isFalse();
    }

    @Test
    void aNewAbsenceReplacesThoseThatAreNotOver() {
        var rep = add("rep01", "east", Role.REP);
        inTransaction(() -> absences.record(admin(), rep, now, now.plus(Duration.ofDays(9))));
        inTransaction(() -> absences.record(admin(), rep, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2))));

        assertThat(onLeave(rep)).isFalse();

        inTransaction(() -> absences.record(admin(), rep, now, now.plus(Duration.ofDays(9))));
        inTransaction(() -> absences.end(admin(), rep));
        assertThat(onLeave(rep)).isFalse();
    }

    @Test
    void anAbsenceThatCannotBeIsRefused() {
        var rep = add("rep01", "east", Role.REP);

        assertRefused("ends-before-start", () -> absences.record(admin(), rep, now, now));
        assertRefused(
                "date-in-past",
                () -> absences.record(admin(), rep, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))));
        assertRefused("date-absurd", () -> absences.record(admin(), rep, now, now.plus(Duration.ofDays(3_000))));
        assertRefused(
                "person-not-found",
                () -> absences.record(admin(), new PersonId(Ids.next()), now, now.plus(Duration.ofDays(1))));
    }

    @Test
    void figuresCountAsCompleteUntilTheReportedMoment() {
        var rep = add("rep01", "east", Role.REP);
        var reporting = new ReportingFigures(people, staff, clock);
        assertThat(staff.find(rep).orElseThrow().figuresSyncedAt()).isNull();

        inTransaction(() -> reporting.completeUntil(rep, now.minus(Duration.ofHours(3))));
        assertThat(staff.find(rep).orElseThrow().figuresSyncedAt()).isEqualTo(now.minus(Duration.ofHours(3)));
        assertRefused("date-in-future", () -> reporting.completeUntil(rep, now.plusSeconds(1)));
    }

    @Test
    void absencesAreTrustedUntilTheirSourceIsReportedOutOfOrder() {
        assertThat(staff.absencesTrustworthy()).isTrue();
        clock.move(Duration.ofHours(1));

        inTransaction(() -> absences.reportSource(admin(), false));
        assertThat(staff.absencesTrustworthy()).isFalse();
        assertThat(absences.source().lastGoodAt()).get().isNotEqualTo(clock.instant());

        inTransaction(() -> absences.reportSource(admin(), true));
        assertThat(staff.absencesTrustworthy()).isTrue();
        assertThat(absences.source().lastGoodAt()).contains(clock.instant());
    }

    @Test
    void disablingTellsOnceAndInsideTheTransactionThatDoesIt() {
        var rep = add("rep01", "east", Role.REP);

        transaction.executeWithoutResult(status -> {
            disabling.disable(admin(), rep);
            disabling.disable(admin(), rep);
            assertThat(staff.find(rep).orElseThrow().active())
                    .as("seen by the transaction itself")
                    .isFalse();
            assertThat(CompletableFuture.supplyAsync(
                                    () -> staff.find(rep).orElseThrow().active())
                            .join())
                    .as("seen by others before the commit")
                    .isTrue();
        });

        assertThat(events).containsExactly(new PersonDisabled(rep));
        assertThat(staff.find(rep).orElseThrow().active()).isFalse();

        inTransaction(() -> disabling.enable(admin(), rep));
        assertThat(staff.find(rep).orElseThrow().active()).isTrue();
    }

    @Test
    void aDisablingThatIsRolledBackLeavesNoTraceInTheCache() {
        var rep = add("rep01", "east", Role.REP);

        transaction.executeWithoutResult(status -> {
            disabling.disable(admin(), rep);
            status.setRollbackOnly();
        });

        assertThat(staff.find(rep).orElseThrow().active()).isTrue();
    }

    @Test
    void supervisorsDisableTheRepsOfTheirRegionAndNobodyElse() {
        var rep = add("rep01", "east", Role.REP);
        var far = add("rep02", "west", Role.REP);
        var peer = add("manager2.east", "east", Role.SUPERVISOR);
        var supervisor = new Caller(new PersonId(Ids.next()), "顾", Set.of(Role.SUPERVISOR), "east");

        inTransaction(() -> disabling.disable(supervisor, rep));
        assertThat(staff.find(rep).orElseThrow().active()).isFalse();
        assertRefused("person-not-found", () -> disabling.disable(supervisor, far));
        assertRefused("not-allowed", () -> disabling.disable(supervisor, peer));
        assertRefused("not-allowed", () -> absences.end(supervisor, peer));
    }

    @Test
    void directorsDoNotDisableAdministratorsAndNobodyDisablesThemselves() {
        var admin = add("admin", null, Role.ADMIN);
        var director = new Caller(add("director", null, Role.DIRECTOR), "秦", Set.of(Role.DIRECTOR), null);

        assertRefused("not-allowed", () -> disabling.disable(director, admin));
        assertRefused("not-yourself", () -> disabling.disable(director, director.id()));
    }

    @Test
    void theLastAdministratorStays() {
        var first = add("admin", null, Role.ADMIN);
        assertRefused("last-admin", () -> disabling.disable(admin(), first));

        add("admin2", null, Role.ADMIN);
        inTransaction(() -> disabling.disable(admin(), first));
    }

    @Test
    void aListShowsOnlyWhoIsInScope() {
        add("rep01", "east", Role.REP);
        add("rep02", "west", Role.REP);
        add("director", null, Role.DIRECTOR);
        var listing = new ListingPeople(staff);
        var rep = new Caller(new PersonId(Ids.next()), "自己", Set.of(Role.REP), "east");

        assertThat(listing.list(rep, null, null)).extracting(Person::login).containsExactly("rep01");
        assertThat(listing.list(rep, null, "west")).isEmpty();
        assertThat(listing.list(admin(), null, null)).hasSize(3);
        assertThat(listing.list(admin(), "REP", null)).hasSize(2);
        assertThat(listing.list(admin(), "姓rep02", null))
                .extracting(Person::login)
                .containsExactly("rep02");
        assertRefused("unknown-region", () -> listing.list(admin(), null, "mars"));
    }

    @Test
    void aPasswordProvesOnlyAnActivePerson() {
        var rep = add("rep01", "east", Role.REP);

        assertThat(accounts.byPassword(" Rep01 ", PASSWORD))
                .get()
                .extracting(i -> i.person().id())
                .isEqualTo(rep);
        assertThat(accounts.byPassword("rep01", "wrong")).isEmpty();
        assertThat(accounts.byPassword("nobody", PASSWORD)).isEmpty();
        assertThat(accounts.byPassword("rep01", "x".repeat(100_000))).isEmpty();

        inTransaction(() -> disabling.disable(admin(), rep));
        assertThat(accounts.byPassword("rep01", PASSWORD)).isEmpty();
        assertThat(accounts.current(rep)).isEmpty();
    }

    @Test
    void passwordsAreStoredAsArgon2id() {
        var rep = add("rep01", "east", Role.REP);

        assertThat(people.passwordHash(rep)).get().asString().startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aTokenProvesItsOwnerUntilItExpiresAndIsStoredOnlyAsAHash() {
        var rep = add("rep01", "east", Role.REP);
        var issuing = new IssuingToken(tokens, staff, clock);
        var self = new Caller(rep, "姓rep01", Set.of(Role.REP), "east");
        var secret = issuing.issue(self, rep, "sync", Duration.ofDays(1));

        assertThat(accounts.byToken(secret.token()))
                .get()
                .extracting(i -> i.person().id())
                .isEqualTo(rep);
        assertThat(accounts.byToken(secret.token() + "x")).isEmpty();
        assertThat(issuing.of(self, rep).getFirst().lastUsedAt()).isEqualTo(now);
        assertThat(jdbc.sql("select encode(sha256, 'escape') from api_token")
                        .query(String.class)
                        .single())
                .doesNotContain(secret.token());

        clock.move(Duration.ofDays(1));
        assertThat(accounts.byToken(secret.token())).isEmpty();
    }

    @Test
    void nobodyIssuesTokensForOthersButAdministrators() {
        var rep = add("rep01", "east", Role.REP);
        var issuing = new IssuingToken(tokens, staff, clock);
        var other = new Caller(add("rep02", "east", Role.REP), "姓rep02", Set.of(Role.REP), "east");

        assertRefused("person-not-found", () -> issuing.issue(other, rep, "theft", null));
        assertThat(accounts.byToken(issuing.issue(admin(), rep, "machine", null).token()))
                .isPresent();
    }

    @Test
    void anEmptyHouseGetsItsFirstAdministratorOnce() {
        var joining = new JoiningStaff(people, staff, passwords, clock);
        var first = new FirstAdministrator(people, joining, "root", PASSWORD);

        first.afterSingletonsInstantiated();
        first.afterSingletonsInstantiated();

        assertThat(accounts.byPassword("root", PASSWORD)).get().matches(i -> i.person()
                .has(Role.ADMIN));
        assertThat(staff.select(person -> true)).hasSize(1);
    }

    @Test
    void joiningNeedsAFreeLoginAKnownRegionAndAGoodPassword() {
        var joining = new JoiningStaff(people, staff, passwords, clock);
        joining.join(newcomer("rep01", "east", PASSWORD));

        assertRefused("login-taken", () -> joining.join(newcomer("Rep01", "east", PASSWORD)));
        assertRefused("unknown-region", () -> joining.join(newcomer("rep02", "mars", PASSWORD)));
        assertRefused("password-too-short", () -> joining.join(newcomer("rep02", "east", "short")));
    }

    @Test
    void theDemonstrationHasItsStaffAndKeepsThemOverARestart() {
        new DemoPeople(people, staff, passwords, transaction, clock).afterSingletonsInstantiated();
        var before = staff.select(person -> true);
        new DemoPeople(people, staff, passwords, transaction, clock).afterSingletonsInstantiated();

        assertThat(staff.select(person -> true)).isEqualTo(before).hasSize(101);
        var reps = staff.reps();
        assertThat(reps)
                .hasSize(87)
                .extracting(Person::login)
                .startsWith("rep01", "rep02")
                .endsWith("rep87");
        assertThat(reps.stream().collect(Collectors.groupingBy(Person::region, Collectors.counting())))
                .containsOnlyKeys("east", "north", "south", "west")
                .containsEntry("east", 22L)
                .containsEntry("north", 22L)
                .containsEntry("south", 22L)
                .containsEntry("west", 21L);
        assertThat(new HashSet<>(before.stream().map(Person::name).toList())).hasSize(101);
        assertThat(new HashSet<>(reps.stream().map(Person::mobile).toList())).hasSize(87);
        for (var login : List.of(
                "rep87",
                "manager.east",
                "manager.west",
                "director",
                "admin",
                "owner",
                "legal",
                "finance",
                "service",
                "marketing",
                "intake")) {
            assertThat(accounts.byPassword(login, DemoPeople.PASSWORD))
                    .as(login)
                    .isPresent();
        }
    }

    private PersonId add(String login, @Nullable String region, Role role) {
        var person = newPerson(login, region, role);
        people.add(person);
        staff.changed();
        return person.id();
    }

    private People.NewPerson newPerson(String login, @Nullable String region, Role role) {
        return new People.NewPerson(
                new PersonId(Ids.next()),
                login,
                "姓" + login,
                null,
                null,
                null,
                region,
                Set.of(role),
                passwords.hash(PASSWORD),
                now);
    }

    private static JoiningStaff.Newcomer newcomer(String login, String region, String password) {
        return new JoiningStaff.Newcomer(login, login, null, null, null, region, Set.of(Role.REP), password);
    }

    private static Caller admin() {
        return new Caller(new PersonId(Ids.next()), "管理员", Set.of(Role.ADMIN), null);
    }

    private boolean onLeave(PersonId id) {
        return staff.find(id).orElseThrow().onLeave();
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private void assertRefused(String code, Runnable work) {
        assertThatThrownBy(() -> inTransaction(work))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static final class MovableClock extends Clock {

        private Instant instant;

        MovableClock(Instant instant) {
            this.instant = instant;
        }

        void move(Duration by) {
            instant = instant.plus(by);
        }

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
