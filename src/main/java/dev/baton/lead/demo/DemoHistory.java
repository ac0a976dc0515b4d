package dev.baton.lead.demo;

import dev.baton.lead.intake.IntakeRules;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the demo reps a past, so that their weights differ and the boards are not empty: leads that were closed before
 * Baton was started here, and how quickly each was answered.
 */
@Component
@Profile("local")
@Order(20)
class DemoHistory implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoHistory.class);
    private static final String SOURCE_META = "{\"demo\":\"history\"}";
    private static final int LEADS_A_REP = 12;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Staff staff;
    private final Clock clock;

    DemoHistory(JdbcTemplate jdbc, TransactionTemplate transaction, Staff staff, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            transaction.executeWithoutResult(status -> tellThePast());
        } catch (DataAccessException | TransactionException e) {
            // An error here would end an application that only has to wait for its database.
            LOG.warn("The demo has no past, the database is away: {}", e.getMessage());
        }
    }

    private void tellThePast() {
        var there = jdbc.queryForObject("select exists (select 1 from lead)", Boolean.class);
        if (Boolean.TRUE.equals(there)) {
            return;
        }
        var chance = new Random(87);
        var leads = new ArrayList<Object[]>();
        var windows = new ArrayList<Object[]>();
        for (var rep : staff.reps()) {
            addPast(rep, chance, leads, windows);
        }
        jdbc.batchUpdate("""
                insert into lead (id, status, name, phone, phone_original, phone_status, source, intent, region, utm,
                    source_meta, owner_id, assigned_by, round, received_at, first_assigned_at, assigned_at, opened_at,
                    first_touch_at, lead_clock_seconds, rep_clock_seconds, window_due_at, next_follow_up_at, last_contact_at,
                    lost_reason, reminders_muted, needs_collaboration, notices)
                values (?, ?, ?, ?, ?, 'VALID', ?, 'medium', ?, '{}', ?::jsonb, ?, 'RULE', 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    false, false, '{}')""", leads);
        jdbc.batchUpdate("""
                insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at, opened_at,
                    first_touch_at, ended_at)
                values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)""", windows);
    }

    private void addPast(Person rep, Random chance, List<Object[]> leads, List<Object[]> windows) {
        var talent = 0.1 + chance.nextDouble() * 0.5;
        var pace = 5 + chance.nextInt(80);
        var count = chance.nextInt(LEADS_A_REP + 1);
        for (var number = 0; number < count; number++) {
            var id = Ids.next();
            var source = IntakeRules.SOURCES.get(chance.nextInt(4));
            // Most of the past lies back further than the three days that answers count for.
            var received =
                    clock.instant().minus(Duration.ofMinutes(200 + chance.nextInt(number < 3 ? 4_000 : 200_000)));
            var touched = received.plus(Duration.ofMinutes(1 + chance.nextInt(pace * 2)));
            var due = received.plus(Duration.ofMinutes(source.equals("douyin") ? 15 : 90));
            var won = chance.nextDouble() < talent;
            var at = Timestamp.from(received);
            var touch = Timestamp.from(touched);
            var seconds = Duration.between(received, touched).toSeconds();
            leads.add(new Object[] {
                id,
                won ? "QUALIFIED" : "LOST",
                "往期客户 " + rep.login().replaceAll("\\D", "") + "-" + (number + 1),
                "+8613900000000",
                "13900000000",
                source,
                rep.region(),
                SOURCE_META,
                rep.id().value(),
                at,
                at,
                at,
                touch,
                touch,
                seconds,
                seconds,
                Timestamp.from(due),
                touch,
                touch,
                won ? null : "预算不足"
            });
            windows.add(new Object[] {
                id, rep.id().value(), rep.region(), source, at, Timestamp.from(due), touch, touch, touch
            });
        }
    }
}
