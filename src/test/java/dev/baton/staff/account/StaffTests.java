package dev.baton.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonDatabase;
import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import dev.baton.staff.Person;
import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import dev.baton.staff.Region;
import dev.baton.staff.Role;
import dev.baton.staff.TokenScope;
import dev.baton.staff.people.DisablingPerson;
import dev.baton.staff.people.Employee;
import dev.baton.staff.people.People;
import dev.baton.staff.people.RecordingAbsence;
import dev.baton.staff.people.StaffDesk;
import dev.baton.staff.people.StaffDirectory;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.interceptor.MatchAlwaysTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/** The staff on a database of their own, where the whole house can be empty or full. */
class StaffTests {

    private static final String PASSWORD = "a good long one";
    private static final DataSource DATABASE = migrated();
    private static final Records RECORDS = records(DATABASE);
    private static final Origin HERE = new Origin("10.0.0.1", null, null, null);

    private final Instant now = Instant.parse("2026-03-02T02:00:00Z");
    private final List<Object> events = new ArrayList<>();
    private MovableClock clock;
    private TransactionTemplate transaction;
    private People people;
    private Tokens tokens;
    private SignIns signIns;
    private StaffDesk desk;
    private EndingProofs proofs;
    private ProvingPassword proving;
    private Passwords passwords;
    private StaffDirectory staff;
    private DisablingPerson disabling;
    private RecordingAbsence absences;
    private StoredAccounts accounts;
    private JdbcClient jdbc;

    @BeforeEach
    void emptyHouse() {
        jdbc = JdbcClient.create(DATABASE);
        jdbc.sql("truncate person, person_role, absence, api_token, sign_in, known_browser, outside_identity")
                .update();
        jdbc.sql("update absence_source set healthy = true, last_good_at = now(), changed_by = null")
                .update();
        var records = RECORDS;
        transaction = new TransactionTemplate(records.transactions());
        clock = new MovableClock(now);
        people = records.of(People.class);
        tokens = records.of(Tokens.class);
        signIns = records.of(SignIns.class);
        var browsers = records.of(KnownBrowsers.class);
        desk = new StaffDesk(records, jdbc, clock);
        passwords = new Passwords();
        staff = desk.directory("");
        proofs = new EndingProofs(tokens, signIns, browsers, clock);
        disabling = desk.disabling(staff, this::heard);
        absences = desk.absences(staff, this::heard);
        var throttle = new SignInThrottle(10, 50, 100, Duration.ofMinutes(5), clock);
        proving = new ProvingPassword(staff, people, browsers, passwords, throttle, this::heard, clock);
        accounts = new StoredAccounts(
                staff, proving, tokens, signIns, browsers, new Secrets(), this::heard, Duration.ofHours(24), clock);
    }

    /** What concerns safety is asserted where it is recorded. */
    private void heard(Object event) {
        if (event instanceof PersonDisabled left) {
            proofs.on(left);
        }
        if (!(event instanceof SecurityEvent)) {
            events.add(event);
        }
    }

    private record Records(EntityManagerFactory factory, JpaTransactionManager transactions)
            implements StaffDesk.Records {

        @Override
        public <R> R of(Class<R> repository) {
            var repositories = new JpaRepositoryFactory(SharedEntityManagerCreator.createSharedEntityManager(factory));
            repositories.addRepositoryProxyPostProcessor(
                    (proxies, information) -> proxies.addAdvice(new TransactionInterceptor(
                            (TransactionManager) transactions, new MatchAlwaysTransactionAttributeSource())));
            return repositories.getRepository(repository);
        }
    }

    private static DataSource migrated() {
        var database = new DriverManagerDataSource(BatonDatabase.Shared.newDatabase(), "postgres", "postgres");
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    private static Records records(DataSource database) {
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database);
        factory.setPackagesToScan("dev.baton.staff");
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of(
                "hibernate.physical_naming_strategy",
                PhysicalNamingStrategySnakeCaseImpl.class.getName(),
                "hibernate.jdbc.time_zone",
                "UTC"));
        factory.afterPropertiesSet();
        var entities = Objects.requireNonNull(factory.getObject());
        return new Records(entities, new JpaTransactionManager(entities));
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

        assertThat(people.isTaken("REP01")).isTrue();
        assertThatThrownBy(() -> people.save(newPerson("REP01", "east", Role.REP)))
                .isInstanceOf(DataIntegrityViolationException.class);
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
        var configured = desk.directory("deputy");

        assertThat(staff.fallbackOwner().login()).isEqualTo("director");
        assertThat(configured.fallbackOwner().login()).isEqualTo("deputy");

        inTransaction(() -> disabling.disable(admin(), deputy));
        assertThat(desk.directory("deputy").fallbackOwner().login()).isEqualTo("director");
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
        var reporting = desk.reporting(staff);
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
        var listing = desk.listing(staff);
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

        assertThat(accounts.byPassword(" Rep01 ", PASSWORD, HERE))
                .get()
                .extracting(i -> i.person().id())
                .isEqualTo(rep);
        assertThat(accounts.byPassword("rep01", "wrong", HERE)).isEmpty();
        assertThat(accounts.byPassword("nobody", PASSWORD, HERE)).isEmpty();
        assertThat(accounts.byPassword("rep01", "x".repeat(100_000), HERE)).isEmpty();

        inTransaction(() -> disabling.disable(admin(), rep));
        assertThat(accounts.byPassword("rep01", PASSWORD, HERE)).isEmpty();
        assertThat(accounts.current(rep)).isEmpty();
    }

    @Test
    void passwordsAreStoredAsArgon2id() {
        var rep = add("rep01", "east", Role.REP);

        assertThat(people.find(rep).flatMap(Employee::passwordHash))
                .get()
                .asString()
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aTokenProvesItsOwnerUntilItExpiresAndIsStoredOnlyAsAHash() {
        var rep = add("rep01", "east", Role.REP);
        var self = new Caller(rep, "姓rep01", Set.of(Role.REP), "east");
        var secret = issue(self, rep, PASSWORD);

        assertThat(accounts.byToken(secret.token(), HERE)).get().satisfies(identity -> {
            assertThat(identity.person().id()).isEqualTo(rep);
            assertThat(identity.limit()).isEqualTo(TokenScope.READ);
        });
        assertThat(accounts.byToken(secret.token() + "x", HERE)).isEmpty();
        assertThat(issuing().of(self, rep).getFirst().lastUsedAt()).isEqualTo(now);
        assertThat(jdbc.sql("select encode(sha256, 'escape') from api_token")
                        .query(String.class)
                        .single())
                .doesNotContain(secret.token());

        clock.move(Duration.ofDays(1));
        assertThat(accounts.byToken(secret.token(), HERE)).isEmpty();
    }

    @Test
    void nobodyIssuesTokensForOthersButAdministratorsAndNobodyWithoutThePassword() {
        var rep = add("rep01", "east", Role.REP);
        var other = new Caller(add("rep02", "east", Role.REP), "姓rep02", Set.of(Role.REP), "east");
        var boss = new Caller(add("admin", null, Role.ADMIN), "管理员", Set.of(Role.ADMIN), null);

        assertRefused("person-not-found", () -> issue(other, rep, PASSWORD));
        assertRefused("wrong-password", () -> issue(boss, rep, "another good one"));
        assertThat(accounts.byToken(issue(boss, rep, PASSWORD).token(), HERE)).isPresent();
    }

    @Test
    void whatWasProvedWithCredentialsEndsWithThem() {
        var boss = new Caller(add("admin", null, Role.ADMIN), "管理员", Set.of(Role.ADMIN), null);
        var changing = new ChangingPassword(
                people, staff, proving, new PasswordRules(List.of()), passwords, proofs, this::heard, clock);
        var endings = List.<Consumer<Caller>>of(
                self -> changing.change(self, PASSWORD, "an entirely new one", HERE),
                self -> changing.reset(boss, self.id(), "an entirely new one"),
                self -> disabling.disable(boss, self.id()));
        for (var ending : endings) {
            var login = "rep" + endings.indexOf(ending);
            var self = new Caller(add(login, "east", Role.REP), login, Set.of(Role.REP), "east");
            var token = issue(self, self.id(), PASSWORD).token();
            var signIn = transaction.execute(
                    status -> accounts.begin(accounts.current(self.id()).orElseThrow(), HERE));
            assertThat(accounts.byToken(token, HERE)).isPresent();
            assertThat(accounts.ofSignIn(signIn)).isPresent();
            clock.move(Duration.ofSeconds(1));

            inTransaction(() -> ending.accept(self));

            assertThat(accounts.byToken(token, HERE)).isEmpty();
            assertThat(accounts.ofSignIn(signIn)).isEmpty();
            inTransaction(() -> disabling.enable(boss, self.id()));
            assertThat(accounts.byToken(token, HERE)).as("when back").isEmpty();
            assertThat(accounts.ofSignIn(signIn)).as("when back").isEmpty();
        }
    }

    @Test
    void aSignInEndsAfterIdlenessAndAfterADay() {
        var rep = add("rep01", "east", Role.REP);
        var identity = accounts.current(rep).orElseThrow();
        var left = transaction.execute(status -> accounts.begin(identity, HERE));
        clock.move(Duration.ofHours(9));
        assertThat(accounts.ofSignIn(left)).isEmpty();

        var used = transaction.execute(status -> accounts.begin(identity, HERE));
        for (int hours = 0; hours < 21; hours += 7) {
            clock.move(Duration.ofHours(7));
            assertThat(accounts.ofSignIn(used)).isPresent();
        }
        clock.move(Duration.ofHours(4));
        assertThat(accounts.ofSignIn(used)).isEmpty();
    }

    @Test
    void whoeverGuessesAtTheSamePlaceKeepsNoKnownBrowserWaiting() {
        var rep = add("rep01", "east", Role.REP);
        var secret = transaction.execute(status -> accounts.remember(rep, HERE));
        var known = new Origin(HERE.address(), null, secret, null);
        for (int i = 0; i < 10; i++) {
            assertThat(accounts.byPassword("rep01", "wrong", HERE)).isEmpty();
        }

        assertRefused("too-many-sign-ins", () -> accounts.byPassword("rep01", PASSWORD, HERE));
        assertThat(accounts.byPassword("rep01", PASSWORD, known)).isPresent();
        clock.move(Duration.ofSeconds(3));
        assertThat(accounts.byPassword("rep01", "wrong", HERE)).isEmpty();
        clock.move(Duration.ofSeconds(3));
        assertRefused("too-many-sign-ins", () -> accounts.byPassword("rep01", PASSWORD, HERE));
        clock.move(Duration.ofSeconds(2));
        assertThat(accounts.byPassword("rep01", PASSWORD, HERE)).isPresent();
    }

    private IssuingToken.Secret issue(Caller by, PersonId owner, String password) {
        return Objects.requireNonNull(transaction.execute(
                status -> issuing().issue(by, owner, "sync", TokenScope.READ, Duration.ofDays(1), password, HERE)));
    }

    private IssuingToken issuing() {
        return new IssuingToken(tokens, staff, proving, new Secrets(), this::heard, clock);
    }

    @Test
    void anEmptyHouseGetsItsFirstAdministratorOnce() {
        var joining = new JoiningStaff(people, staff, new PasswordRules(List.of()), passwords, this::heard, clock);
        var first = new FirstAdministrator(people, joining, "root", PASSWORD);

        first.afterSingletonsInstantiated();
        first.afterSingletonsInstantiated();

        assertThat(accounts.byPassword("root", PASSWORD, HERE)).get().matches(i -> i.person()
                .has(Role.ADMIN));
        assertThat(staff.select(person -> true)).hasSize(1);
    }

    @Test
    void joiningNeedsAFreeLoginAKnownRegionAndAGoodPassword() {
        var joining = new JoiningStaff(people, staff, new PasswordRules(List.of()), passwords, this::heard, clock);
        joining.join(null, newcomer("rep01", "east", PASSWORD));

        assertRefused("login-taken", () -> joining.join(null, newcomer("Rep01", "east", PASSWORD)));
        assertRefused("unknown-region", () -> joining.join(null, newcomer("rep02", "mars", PASSWORD)));
        assertRefused("password-too-short", () -> joining.join(null, newcomer("rep02", "east", "short")));
        assertRefused("password-too-common", () -> joining.join(null, newcomer("rep02", "east", "1234567890")));
        assertRefused("invisible-characters", () -> joining.join(null, newcomer("rep02\nrep03", "east", PASSWORD)));
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
            assertThat(accounts.byPassword(login, DemoPeople.PASSWORD, HERE))
                    .as(login)
                    .isPresent();
        }
    }

    private PersonId add(String login, @Nullable String region, Role role) {
        var person = newPerson(login, region, role);
        people.save(person);
        staff.changed();
        return person.id();
    }

    private Employee newPerson(String login, @Nullable String region, Role role) {
        return new Employee(
                new PersonId(Ids.next()),
                login,
                "姓" + login,
                Employee.Contact.NONE,
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
