package dev.baton.lead.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonDatabase;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
@BatonDatabase
@Import(LeadFixtures.class)
class WaitingLeadsTests {

    @Autowired
    WaitingLeads waiting;

    @Autowired
    StallAlarm alarm;

    @Autowired
    LeadFixtures leads;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nobodyElseWaits() {
        jdbc.sql("""
                        update lead set status = 'LOST', first_assigned_at = null
                        where status <> 'LOST' or first_assigned_at is not null""").update();
        jdbc.sql("update allocation_alarm set until = now() where until is null")
                .update();
        staff.director();
    }

    @AfterEach
    void clearTheAlarm() {
        nobodyElseWaits();
    }

    @Test
    void raisesTheAlarmAfterFiveMinutesWithoutADecisionAndNamesTheNode() {
        var lead = waitingSince("5 minutes 1 second");
        jdbc.sql("""
                        insert into job_log (job_key, job_type, element_id, element_instance_key, process_instance_key, record_id,
                            deliveries, delivered_at)
                        values (?, 'assignment.listCandidates', 'serviceTask_listCandidates', 1, 1, ?, 1, now())""")
                .params(UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE, lead.value())
                .update();

        alarm.check();

        assertThat(waiting.of((String) null).alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.waiting()).isEqualTo(1);
            assertThat(alarm.elementId()).isEqualTo("serviceTask_listCandidates");
        });
        assertThat(jdbc.sql("select count(*) from notification_delivery where template = 'allocation.stalled'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void staysQuietBeforeFiveMinutesHavePassed() {
        waitingSince("4 minutes 50 seconds");

        alarm.check();

        assertThat(waiting.of((String) null).alarms()).isEmpty();
    }

    @Test
    void clearsTheAlarmWhenDecisionsAreMadeAgain() {
        waitingSince("10 minutes");
        alarm.check();
        leads.assigned(staff.rep("east").id(), "east");

        alarm.check();

        assertThat(waiting.of((String) null).alarms()).isEmpty();
    }

    @Test
    void countsLeadsThatNobodyTouchedForFortyEightHours() {
        var untouched = leads.assigned(staff.rep("east").id(), "east");
        var recent = leads.assigned(staff.rep("east").id(), "east");
        assignedSince(untouched, "48 hours 1 minute");
        assignedSince(recent, "47 hours 59 minutes");

        assertThat(waiting.of((String) null).untouched48h()).isEqualTo(1);
    }

    @Test
    void showsASupervisorOnlyTheOwnRegion() {
        leads.received("east");
        leads.received("west");

        assertThat(waiting.of("east").items()).hasSize(1);
        assertThat(waiting.of((String) null).items()).hasSize(2);
    }

    @Test
    void listsTheUntouchedOnesWithTheirOwnersAndCountsWhatTheCallerMaySee() {
        var here = staff.rep("east");
        var there = staff.rep("west");
        var own = leads.assigned(here.id(), "east");
        var ofOwnPeople = leads.assigned(here.id(), null);
        var foreign = leads.assigned(there.id(), "west");
        var touched = leads.assigned(here.id(), "east");
        assignedSince(own, "50 hours");
        assignedSince(ofOwnPeople, "49 hours");
        assignedSince(foreign, "51 hours");
        assignedSince(touched, "52 hours");
        jdbc.sql("update lead set first_touch_at = now() where id = ?")
                .param(touched.value())
                .update();

        var seen = waiting.of(caller(staff.supervisor("east")));
        assertThat(seen.untouched48h()).isEqualTo(2);
        assertThat(seen.items()).extracting(WaitingLeads.Item::leadId).containsExactly(own, ofOwnPeople);
        assertThat(seen.items()).allSatisfy(item -> {
            assertThat(item.state()).isEqualTo("untouched");
            assertThat(item.owner().id()).isEqualTo(here.id());
        });
        var all = waiting.of(caller(staff.director()));
        assertThat(all.untouched48h()).isEqualTo(3);
        assertThat(all.items()).extracting(WaitingLeads.Item::leadId).containsExactly(foreign, own, ofOwnPeople);
        assertThat(all.untouched48h())
                .as("the same as the raw rows say")
                .isEqualTo(jdbc.sql("""
                                select count(*) from lead where first_touch_at is null
                                  and first_assigned_at <= now() - interval '48 hours' and status <> 'LOST'""").query(Long.class).single());
    }

    @Test
    void countsOpenLeadsWhoseRemindersAreOffWithinTheScopeOfTheCaller() {
        var here = staff.rep("east");
        var there = staff.rep("west");
        var own = leads.assigned(here.id(), "east");
        var foreign = leads.assigned(there.id(), "west");
        var closed = leads.assigned(here.id(), "east");
        leads.assigned(here.id(), "east");
        for (var muted : List.of(own, foreign, closed)) {
            jdbc.sql("update lead set reminders_muted = true where id = ?")
                    .param(muted.value())
                    .update();
        }
        jdbc.sql("update lead set status = 'LOST' where id = ?")
                .param(closed.value())
                .update();

        assertThat(waiting.of(caller(staff.supervisor("east"))).muted()).isEqualTo(1);
        assertThat(waiting.of(caller(staff.director())).muted()).isEqualTo(2);
    }

    @Test
    void countsReceivedAndHeldLeadsOfTheOwnRegionOnly() {
        leads.received("east");
        leads.received("west");
        var held = leads.received("west");
        jdbc.sql("update lead set hold_reason = 'ABSENCES_UNKNOWN' where id = ?")
                .param(held.value())
                .update();

        var east = waiting.of(caller(staff.supervisor("east")));
        assertThat(east.received()).isEqualTo(1);
        assertThat(east.held()).isZero();
        var all = waiting.of(caller(staff.director()));
        assertThat(all.received()).isEqualTo(3);
        assertThat(all.held()).isEqualTo(1);
    }

    private static Caller caller(Person person) {
        return new Caller(person.id(), person.name(), person.roles(), person.region());
    }

    private LeadId waitingSince(String ago) {
        var lead = leads.received("east");
        jdbc.sql("update lead set received_at = now() - cast(? as interval) where id = ?")
                .params(ago, lead.value())
                .update();
        return lead;
    }

    private void assignedSince(LeadId lead, String ago) {
        jdbc.sql("update lead set first_assigned_at = now() - cast(? as interval) where id = ?")
                .params(ago, lead.value())
                .update();
    }
}
