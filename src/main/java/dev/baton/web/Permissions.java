package dev.baton.web;

import static dev.baton.staff.Role.ADMIN;
import static dev.baton.staff.Role.DIRECTOR;
import static dev.baton.staff.Role.FINANCE;
import static dev.baton.staff.Role.INTAKE;
import static dev.baton.staff.Role.LEGAL;
import static dev.baton.staff.Role.MARKETING;
import static dev.baton.staff.Role.PROCESS_OWNER;
import static dev.baton.staff.Role.REP;
import static dev.baton.staff.Role.SUPERVISOR;

import dev.baton.staff.Role;
import dev.baton.staff.TokenScope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Who may ask for what (AC-01), first match first. This is the outer door: inside, each use case looks at the single
 * record (AC-02). A path of the API that no line names is closed to everybody.
 */
final class Permissions {

    /**
     * One line of the matrix.
     *
     * @param tokens the scopes of tokens that open it; who signed in with the password needs none
     */
    record Line(HttpMethod method, String path, Set<Role> roles, Set<TokenScope> tokens) {

        Line(HttpMethod method, String path, Set<Role> roles) {
            this(
                    method,
                    path,
                    roles,
                    method.equals(HttpMethod.GET)
                            ? EnumSet.of(TokenScope.READ, TokenScope.WRITE)
                            : EnumSet.of(TokenScope.WRITE));
        }

        /** Opens and closes accounts, so a token, which must not outlive itself, cannot do it. */
        private Line inPerson() {
            return new Line(method, path, roles, Set.of());
        }

        private Line forIntake() {
            var more = EnumSet.copyOf(tokens);
            more.add(TokenScope.INTAKE);
            return new Line(method, path, roles, more);
        }
    }

    private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(INTAKE));
    private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);
    private static final Set<Role> SALES = EnumSet.of(REP, SUPERVISOR, DIRECTOR, ADMIN);
    private static final Set<Role> LEADERS = EnumSet.of(SUPERVISOR, DIRECTOR, ADMIN);
    private static final Set<Role> LEADERS_AND_OWNER = EnumSet.of(SUPERVISOR, DIRECTOR, ADMIN, PROCESS_OWNER);
    private static final Set<Role> KEEPERS = EnumSet.of(DIRECTOR, ADMIN, PROCESS_OWNER);
    private static final Set<Role> FEEDERS = EnumSet.of(SUPERVISOR, DIRECTOR, ADMIN, MARKETING, INTAKE);

    static final List<Line> LINES = List.of(
            get("/api/me", EVERYBODY).forIntake(),
            get("/api/me/tokens", PEOPLE).inPerson(),
            post("/api/me/tokens", PEOPLE).inPerson(),
            delete("/api/me/tokens/*", PEOPLE).inPerson(),
            get("/api/me/sign-ins", PEOPLE).inPerson(),
            delete("/api/me/sign-ins/*", PEOPLE).inPerson(),
            put("/api/me/password", PEOPLE).inPerson(),
            put("/api/me/language", PEOPLE),
            delete("/api/session", EVERYBODY),
            get("/api/reference", EVERYBODY).forIntake(),
            get("/api/response-timetable", PEOPLE),

            // Leads
            // Everybody reaches the door, finds it closed and leaves a trace.
            get("/api/leads/export", EVERYBODY).forIntake(),
            post("/api/leads", REP, SUPERVISOR, DIRECTOR, ADMIN, MARKETING, INTAKE)
                    .forIntake(),
            get("/api/leads/waiting", LEADERS),
            get("/api/leads/utm-report", SUPERVISOR, DIRECTOR, ADMIN, MARKETING),
            get("/api/leads/pool", SALES),
            get("/api/leads/today", SALES),
            get("/api/leads/*/receivers", LEADERS),
            // Who creates sees: feeders may ask for the leads they handed in.
            get("/api/leads/**", REP, SUPERVISOR, DIRECTOR, ADMIN, MARKETING, INTAKE)
                    .forIntake(),
            post("/api/leads/*/transfer", LEADERS),
            post("/api/leads/*/transfer/undo", LEADERS),
            post("/api/leads/*/takeover", LEADERS),
            post("/api/leads/*/collaboration", SALES),
            post("/api/leads/*/touches", SALES),
            post("/api/leads/*/contacts", SALES),
            post("/api/leads/*/return-to-pool", SALES),
            put("/api/leads/*/reminders", SALES),
            get("/api/windows", LEADERS),

            // Customers: which of them, and how many of their records, is asked inside
            get("/api/search", REP, SUPERVISOR, DIRECTOR, ADMIN, MARKETING),
            get("/api/customers/**", REP, SUPERVISOR, DIRECTOR, ADMIN, MARKETING),
            post("/api/customers", SALES),
            put("/api/customers/*", SALES),
            post("/api/customers/*/merge", SALES),
            get("/api/merges/*", SALES),
            post("/api/merges/*/undo", SALES),
            get("/api/duplicates", LEADERS),
            post("/api/duplicates/*/decision", LEADERS),
            get("/api/customer-migration", ADMIN),
            post("/api/customer-migration", ADMIN),

            // Deals: who has a voice in an approval may read the deal it is about.
            get("/api/deals/**", REP, SUPERVISOR, DIRECTOR, ADMIN, FINANCE, LEGAL),
            post("/api/deals", SALES),
            post("/api/deals/edit", LEADERS),
            put("/api/deals/*", SALES),
            post("/api/deals/*/advance", SALES),
            post("/api/deals/*/return", SALES),
            post("/api/deals/*/lose", SALES),
            post("/api/deals/*/green-channel", SALES),
            post("/api/deals/*/conditions/*", SALES),
            post("/api/deals/*/actions/*", SALES),
            put("/api/deals/*/substate", SALES),
            post("/api/deals/*/payments", FINANCE, DIRECTOR, ADMIN),
            get("/api/funnel", SALES),
            get("/api/heat-map/**", LEADERS),
            get("/api/quality", LEADERS),
            get("/api/stuck-deals", LEADERS),
            get("/api/stuck-deals/export.csv", DIRECTOR, ADMIN),
            get("/api/stuck-deals/repairs/*", DIRECTOR, ADMIN),
            post("/api/stuck-deals/repairs", DIRECTOR, ADMIN),
            // Green channels and what is owed for them: whom they concern is asked inside.
            get("/api/green-channels/**", PEOPLE),
            get("/api/debts", PEOPLE),
            post("/api/debts/*/explanation", SALES),

            // Approvals and contracts: who has a voice, and who may see the deal, is asked inside
            get("/api/approvals/**", PEOPLE),
            post("/api/approvals/*/votes", PEOPLE),
            post("/api/approvals/*/questions", PEOPLE),
            post("/api/approvals/*/questions/*/answer", PEOPLE),
            get("/api/contracts", REP, SUPERVISOR, DIRECTOR, ADMIN, FINANCE, LEGAL),
            get("/api/contracts/types", PEOPLE),
            post("/api/contracts", SALES),
            put("/api/contracts/*", SALES),

            // Assignment
            post("/api/assignments/*/replay", LEADERS_AND_OWNER),
            get("/api/routing/**", LEADERS_AND_OWNER),
            put("/api/routing/switches/*", KEEPERS),

            // Tasks and processes
            get("/api/tasks/**", PEOPLE),
            post("/api/tasks/*/claim", PEOPLE),
            post("/api/tasks/*/complete", PEOPLE),
            get("/api/processes/**", LEADERS_AND_OWNER),
            get("/api/incidents/**", KEEPERS),
            post("/api/incidents/*/retry", KEEPERS),

            // People
            get("/api/people", SALES),
            post("/api/people", ADMIN).inPerson(),
            post("/api/people/*/disable", LEADERS),
            post("/api/people/*/enable", LEADERS),
            put("/api/people/*/absence", LEADERS),
            delete("/api/people/*/absence", LEADERS),
            put("/api/people/*/password", ADMIN).inPerson(),
            put("/api/people/*/figures", ADMIN),
            get("/api/people/*/tokens", ADMIN).inPerson(),
            post("/api/people/*/tokens", ADMIN).inPerson(),
            delete("/api/people/*/tokens/*", ADMIN).inPerson(),
            get("/api/roles", LEADERS_AND_OWNER),
            put("/api/roles/*", ADMIN).inPerson(),
            get("/api/absence-source", LEADERS_AND_OWNER),
            put("/api/absence-source", ADMIN),

            // Notifications
            get("/api/notifications/**", PEOPLE),
            post("/api/notifications/*/read", PEOPLE),
            get("/api/deliveries", LEADERS),

            // Audit
            get("/api/security-events", ADMIN),
            get("/api/audit", LEADERS),
            // It names entries of every region.
            get("/api/audit/verification", DIRECTOR, ADMIN),

            // Evidence: who may see the record it belongs to is asked inside
            get("/api/evidence/verification", LEADERS),
            get("/api/evidence/**", PEOPLE),
            post("/api/evidence", PEOPLE),
            post("/api/evidence/uploads", PEOPLE),
            put("/api/evidence/uploads/*", PEOPLE),
            delete("/api/evidence/uploads/*", PEOPLE),
            put("/api/evidence/*/mismatch-reason", PEOPLE),
            put("/api/evidence/*/content", PEOPLE),
            delete("/api/evidence/*", PEOPLE),

            // Imports
            post("/api/imports", FEEDERS).forIntake(),
            post("/api/imports/preview", FEEDERS).forIntake(),
            post("/api/imports/*/start", FEEDERS).forIntake(),
            get("/api/imports/**", FEEDERS).forIntake());

    private Permissions() {}

    private static Line get(String path, Set<Role> roles) {
        return new Line(HttpMethod.GET, path, roles);
    }

    private static Line post(String path, Set<Role> roles) {
        return new Line(HttpMethod.POST, path, roles);
    }

    private static Line put(String path, Set<Role> roles) {
        return new Line(HttpMethod.PUT, path, roles);
    }

    private static Line delete(String path, Set<Role> roles) {
        return new Line(HttpMethod.DELETE, path, roles);
    }

    private static Line post(String path, Role... roles) {
        return post(path, EnumSet.copyOf(Arrays.asList(roles)));
    }

    private static Line put(String path, Role... roles) {
        return put(path, EnumSet.copyOf(Arrays.asList(roles)));
    }

    private static Line get(String path, Role... roles) {
        return get(path, EnumSet.copyOf(Arrays.asList(roles)));
    }

    private static Line delete(String path, Role... roles) {
        return delete(path, EnumSet.copyOf(Arrays.asList(roles)));
    }
}
