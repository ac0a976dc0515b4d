package dev.baton.lead.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.shared.Ids;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import dev.baton.staff.people.RecordingAbsence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Who may see a lead and what they may do with it (AC-02, LA-18, LR-13). */
@BatonTest
@Import(LeadFixtures.class)
class LeadActionTests {

    private static final String CONTACT =
            "{\"summary\":\"聊了需求\",\"outcome\":\"follow-up\",\"nextFollowUpAt\":\"2099-01-01T00:00:00Z\"}";

    @Autowired
    MockMvc mvc;

    @Autowired
    LeadFixtures leads;

    @Autowired
    StaffOnFile staff;

    @Autowired
    RecordingAbsence absences;

    private Caller admin;

    @Autowired
    JdbcClient jdbc;

    private Person owner;
    private Person creator;
    private Person colleague;
    private Person supervisor;
    private LeadId lead;

    @BeforeEach
    void aLeadThatSomebodyElseEntered() {
        owner = staff.rep("south");
        creator = staff.rep("south");
        colleague = staff.rep("south");
        supervisor = staff.supervisor("south");
        var administrator = staff.admin();
        admin = new Caller(administrator.id(), administrator.name(), administrator.roles(), null);
        lead = leads.assigned(owner.id(), "south", creator.id());
    }

    // ---- AC-02

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | touches         | {'channel':'dial'}",
                "POST | contacts        | CONTACT",
                "PUT  | reminders       | {'muted':true}",
                "POST | collaboration   | {'needed':true}",
                "POST | return-to-pool  | {'reason':'没空'}",
                "POST | transfer        | {'toPersonId':'COLLEAGUE'}",
                "POST | takeover        | {'reason':'我来'}"
            })
    void whoDoesNotHaveALeadChangesNothingOfIt(String method, String action, String body) throws Exception {
        openTask("userTask_contactLead", owner, "{}");
        var moves = action.equals("transfer") || action.equals("takeover");

        act(staff.rep("south"), method, action, body).andExpect(moves ? status().isForbidden() : status().isNotFound());
        act(staff.supervisor("west"), method, action, body).andExpect(status().isNotFound());
        act(creator, method, action, body).andExpect(status().isForbidden());

        assertThat(jdbc.sql("""
                        select reminders_muted or needs_collaboration
                          or exists (select 1 from lead_event e where e.lead_id = l.id)
                          or exists (select 1 from outbox_message o where o.name = 'lead.reassigned'
                                     and o.correlation_key like l.id || '%')
                          or exists (select 1 from user_task t where t.record_id = l.id and t.state <> 'OPEN')
                        from lead l where id = ?""").param(lead.value()).query(Boolean.class).single())
                .as("something changed")
                .isFalse();
    }

    @Test
    void whoEnteredALeadSeesWhatBecomesOfIt() throws Exception {
        for (var path : List.of("", "/timeline", "/assignments")) {
            ask(creator, "/api/leads/" + lead + path).andExpect(status().isOk());
        }
        ask(creator, "/api/leads/" + lead)
                .andExpect(jsonPath("$.mine").value(false))
                .andExpect(jsonPath("$.canTransfer").value(false))
                .andExpect(jsonPath("$.canReturn").value(false));
        ask(creator, "/api/leads").andExpect(jsonPath("$.items[*].id").value(hasItem(lead.toString())));
    }

    @Test
    void theListOfLeadsHidesThoseOfOthers() throws Exception {
        var foreign = leads.assigned(staff.rep("west").id(), "west");

        ask(owner, "/api/leads?size=200")
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[*].id").value(lead.toString()));
        ask(colleague, "/api/leads").andExpect(jsonPath("$.total").value(0));
        ask(supervisor, "/api/leads?size=200")
                .andExpect(jsonPath("$.items[*].id").value(hasItem(lead.toString())))
                .andExpect(jsonPath("$.items[*].id").value(not(hasItem(foreign.toString()))));
    }

    @Test
    void thePoolHidesTheLeadsOfOtherRegionsAndEveryNumber() throws Exception {
        var own = leads.pooled("south").toString();
        var anybodys = leads.pooled(null).toString();
        var foreign = leads.pooled("west").toString();

        for (var person : List.of(colleague, supervisor)) {
            ask(person, "/api/leads/pool")
                    .andExpect(jsonPath("$[*].id").value(hasItems(own, anybodys)))
                    .andExpect(jsonPath("$[*].id").value(not(hasItem(foreign))))
                    .andExpect(jsonPath("$[*].phoneMasked").value(everyItem(containsString("****"))));
        }
        ask(colleague, "/api/leads/" + foreign).andExpect(status().isNotFound());
    }

    // ---- tasks follow their lead

    @Test
    void aTaskThatHasEndedIsReadByThoseWhoMayReadItsLead() throws Exception {
        for (var element :
                List.of("userTask_contactLead", "userTask_reviewPhone", "userTask_claimLead", "drawn_by_owner")) {
            var task = openTask(element, null, "{sales-south,managers-south,marketing,sales}");
            for (var state : List.of("OPEN", "COMPLETED", "GONE")) {
                jdbc.sql("update user_task set state = ?, completed_by = ? where id = ?")
                        .params(
                                state,
                                state.equals("COMPLETED") ? colleague.id().value() : null,
                                task)
                        .update();
                ask(owner, "/api/tasks/" + task).andExpect(status().isOk());
                ask(supervisor, "/api/tasks/" + task).andExpect(status().isOk());
                for (var stranger : List.of(colleague, staff.rep("west"), staff.supervisor("west"))) {
                    ask(stranger, "/api/tasks/" + task)
                            .andExpect(status().isNotFound())
                            .andExpect(jsonPath("$.code").value("task-not-found"));
                    ask(stranger, "/api/tasks").andExpect(jsonPath("$[*].id").value(not(hasItem(task.toString()))));
                    ask(stranger, "/api/tasks?recordId=" + lead)
                            .andExpect(jsonPath("$.length()").value(0));
                }
            }
        }
    }

    @Test
    void theTaskOfALeadInThePoolMasksTheNumberAsTheCardDoes() throws Exception {
        lead = leads.pooled("south");
        var task = openTask("userTask_claimLead", null, "{sales-south}");

        ask(colleague, "/api/tasks/" + task)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.variables.phone").value(containsString("****")));
        var other = openTask("userTask_contactLead", null, "{sales-south}");
        ask(colleague, "/api/tasks/" + other).andExpect(status().isNotFound());
    }

    // ---- passing on

    @Test
    void whoeverPassesALeadOnMayTakeItBackForAFewMinutes() throws Exception {
        passedOn(supervisor);
        ask(supervisor, "/api/leads/" + lead).andExpect(jsonPath("$.undoUntil").exists());
        ask(staff.director(), "/api/leads/" + lead)
                .andExpect(jsonPath("$.undoUntil").value(nullValue()));
        act(staff.director(), "POST", "transfer/undo", "{}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("transfer-not-undoable"));

        act(supervisor, "POST", "transfer/undo", "{}").andExpect(status().isAccepted());

        assertThat(asked("ownerId")).isEqualTo(owner.id().toString());
    }

    @Test
    void aTransferOfLongAgoIsNotTakenBack() throws Exception {
        passedOn(supervisor);
        jdbc.sql("update lead set assigned_at = now() - interval '6 minutes' where id = ?")
                .param(lead.value())
                .update();

        act(supervisor, "POST", "transfer/undo", "{}").andExpect(status().isConflict());
    }

    @Test
    void thoseWhoMayReceiveALeadStandWithWhatTheyCarryAndWhetherTheyAreAway() throws Exception {
        var away = staff.rep("south");
        absences.record(
                admin,
                away.id(),
                java.time.Instant.now().minusSeconds(60),
                java.time.Instant.now().plusSeconds(86_400));
        leads.assigned(colleague.id(), "south");
        leads.assigned(colleague.id(), "south");
        var far = staff.rep("west");

        var row = "$[?(@.id == '%s')].%s";
        ask(supervisor, "/api/leads/" + lead + "/receivers")
                .andExpect(jsonPath(row.formatted(colleague.id(), "openLeads")).value(2))
                .andExpect(jsonPath(row.formatted(colleague.id(), "onLeave")).value(false))
                .andExpect(jsonPath(row.formatted(away.id(), "onLeave")).value(true))
                .andExpect(jsonPath("$[*].id").value(not(hasItem(far.id().toString()))));
        ask(owner, "/api/leads/" + lead + "/receivers").andExpect(status().isForbidden());
        act(supervisor, "POST", "transfer", "{'toPersonId':'" + far.id() + "'}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("unknown-person"));
    }

    private void passedOn(Person by) throws Exception {
        act(by, "POST", "transfer", "{'toPersonId':'COLLEAGUE','reason':'换人'}").andExpect(status().isAccepted());
        leads.handedOver(lead, colleague.id());
        jdbc.sql("delete from outbox_message where name = 'lead.reassigned' and correlation_key like ?")
                .param(lead + "%")
                .update();
    }

    // ---- lists

    @Test
    void whatSomebodyEnteredIsAListOfItsOwn() throws Exception {
        ask(creator, "/api/leads?owner=entered-by-me")
                .andExpect(jsonPath("$.items[*].id").value(contains(lead.toString())));
        ask(owner, "/api/leads?owner=entered-by-me")
                .andExpect(jsonPath("$.total").value(0));
        ask(owner, "/api/leads?owner=xyz")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("owner"));
    }

    @Test
    void theBoardIsInTheOrderOfTheDeadlines() throws Exception {
        var due = new int[] {7, 1, 9, 3, 8, 2, 6, 4, 5};
        for (var round = 0; round < due.length; round++) {
            window(round + 1, "south", "-1 hour", due[round] + " hours", null, null);
            window(round + 101, "south", "-1 day", "-" + due[round] + " hours", null, null);
            window(
                    round + 201,
                    "south",
                    "-1 day",
                    "-10 hours",
                    "-" + due[round] + " hours",
                    "-" + due[round] + " hours");
            window(
                    round + 301,
                    "south",
                    "-1 day",
                    "-10 minutes",
                    "-" + due[round] + " hours",
                    "-" + due[round] + " hours");
        }
        assertThat(dates("due", "dueAt")).isSorted();
        assertThat(dates("breached", "dueAt")).isSorted();
        assertThat(dates("late", "firstTouchAt")).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(dates("met", "firstTouchAt")).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private List<java.time.Instant> dates(String state, String column) throws Exception {
        var board = ask(supervisor, "/api/windows?state=" + state)
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return JsonPath.<List<String>>read(board, "$.items[?(@.leadId == '" + lead + "')]." + column).stream()
                .map(java.time.Instant::parse)
                .toList();
    }

    // ---- the board of windows

    @Test
    void theBoardTellsDueOverdueInTimeAndLateApartAndShowsASupervisorTheOwnRegion() throws Exception {
        var before = counts(supervisor);
        window(1, "south", "-1 hour", "1 hour", null, null);
        window(2, "south", "-3 hours", "-1 hour", null, null);
        window(3, "south", "-3 hours", "-1 hour", "-2 hours", "-2 hours");
        window(4, "south", "-3 hours", "-2 hours", "-1 hour", "-1 hour");
        window(5, "south", "-3 hours", "-2 hours", null, "-1 hour");
        // Not late: handed on before it was due, and longer ago than a day.
        window(6, "south", "-3 hours", "-1 hour", null, "-2 hours");
        window(7, "south", "-30 hours", "-29 hours", "-26 hours", "-26 hours");

        assertThat(counts(supervisor))
                .containsExactly(before.get(0) + 1, before.get(1) + 1, before.get(2) + 1, before.get(3) + 2);
        ask(supervisor, "/api/windows?state=late")
                .andExpect(
                        jsonPath("$.items[?(@.leadId == '" + lead + "')].state").value(contains("late", "late")));
        ask(supervisor, "/api/windows?state=breached")
                .andExpect(jsonPath("$.items[?(@.leadId == '" + lead + "')].owner.name")
                        .value(owner.name()));
        ask(supervisor, "/api/windows?state=all").andExpect(status().isBadRequest());
        for (var state : List.of("due", "breached", "met", "late")) {
            ask(staff.supervisor("west"), "/api/windows?region=south&state=" + state)
                    .andExpect(jsonPath("$.items[*].leadId").value(not(hasItem(lead.toString()))));
            ask(staff.director(), "/api/windows?region=south&state=" + state)
                    .andExpect(jsonPath("$.items[*].leadId").value(hasItem(lead.toString())));
            ask(owner, "/api/windows?state=" + state).andExpect(status().isForbidden());
        }
    }

    // ---- what the owner and the manager do

    @Test
    void aTapOfTheOwnerIsOnRecordWithItsChannelAndTime() throws Exception {
        act(owner, "POST", "touches", "{'channel':'wechat'}").andExpect(status().isCreated());

        assertThat(jdbc.sql("""
                        select count(*) from lead_event where lead_id = ? and kind = 'TOUCHED' and by_id = ?
                          and detail ->> 'channel' = 'wechat' and at > now() - interval '1 minute'""")
                        .params(lead.value(), owner.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        act(owner, "POST", "touches", "{'channel':'pigeon'}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("channel"));
    }

    @Test
    void theOwnerAsksForHelpMutesAndReturns() throws Exception {
        act(owner, "PUT", "reminders", "{'muted':true}").andExpect(status().isOk());
        act(owner, "POST", "collaboration", "{'needed':true,'note':'要个售前'}").andExpect(status().isOk());
        ask(owner, "/api/leads/" + lead)
                .andExpect(jsonPath("$.remindersMuted").value(true))
                .andExpect(jsonPath("$.needsCollaboration").value(true));
        assertThat(jdbc.sql("select count(*) from notification_delivery where template = ? and event like ?")
                        .params("lead.needs-collaboration", "lead:" + lead + ":%")
                        .query(Long.class)
                        .single())
                .as("the supervisors hear of it")
                .isPositive();

        act(owner, "POST", "collaboration", "{'needed':false}").andExpect(status().isOk());
        act(owner, "POST", "return-to-pool", "{'reason':'没空'}").andExpect(status().isAccepted());
        ask(owner, "/api/leads/" + lead)
                .andExpect(jsonPath("$.needsCollaboration").value(false));
        assertThat(asked("kind")).isEqualTo("pool");
    }

    @Test
    void theSupervisorTakesALeadOver() throws Exception {
        act(supervisor, "POST", "takeover", "{'reason':'我来'}").andExpect(status().isAccepted());

        assertThat(asked("kind")).isEqualTo("hand-over");
        assertThat(asked("ownerId")).isEqualTo(supervisor.id().toString());
    }

    @Test
    void theSupervisorPassesALeadOnToAColleagueWhoIsStillHere() throws Exception {
        for (var nobody : List.of(gone().id().toString(), UUID.randomUUID().toString())) {
            act(supervisor, "POST", "transfer", "{'toPersonId':'" + nobody + "'}")
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("unknown-person"))
                    .andExpect(jsonPath("$.errors[0].field").value("toPersonId"));
        }

        act(supervisor, "POST", "transfer", "{'toPersonId':'COLLEAGUE','reason':'换人'}")
                .andExpect(status().isAccepted());

        assertThat(asked("ownerId")).isEqualTo(colleague.id().toString());
    }

    @Test
    void theManagersTaskRefusesAtOnceToPassALeadToNobody() throws Exception {
        for (var element : List.of("userTask_handleOverdueLead", "userTask_handleStalledLead")) {
            var task = openTask(element, null, "{managers-south}");
            for (var nobody :
                    List.of("someone", UUID.randomUUID().toString(), gone().id().toString())) {
                answer(supervisor, task, "{'decision':{'action':'transfer','toPersonId':'" + nobody + "'}}")
                        .andExpect(status().isBadRequest())
                        .andExpect(jsonPath("$.code").value("unknown-person"))
                        .andExpect(jsonPath("$.errors[0].field").value("toPersonId"))
                        .andExpect(jsonPath("$.remedy").exists());
            }
            ask(supervisor, "/api/tasks/" + task).andExpect(jsonPath("$.state").value("OPEN"));

            answer(supervisor, task, "{'decision':{'action':'transfer','toPersonId':'" + colleague.id() + "'}}")
                    .andExpect(status().isOk());
            ask(supervisor, "/api/tasks/" + task).andExpect(jsonPath("$.state").value("COMPLETING"));
        }
    }

    /** DH-02. */
    @Test
    void aNumberThatNobodyCanReadIsNoCorrection() throws Exception {
        var task = openTask("userTask_reviewPhone", null, "{sales-south}");

        answer(owner, task, "{'phoneReview':{'number':'一二三'}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-phone"))
                .andExpect(jsonPath("$.errors[0].field").value("number"))
                .andExpect(jsonPath("$.remedy").exists());
        ask(owner, "/api/tasks/" + task).andExpect(jsonPath("$.state").value("OPEN"));

        answer(owner, task, "{'phoneReview':{'number':null}}").andExpect(status().isOk());
        ask(owner, "/api/tasks/" + task).andExpect(jsonPath("$.state").value("COMPLETING"));
    }

    private Person gone() {
        var person = staff.rep("south");
        staff.leaves(person);
        return person;
    }

    private String asked(String what) {
        return jdbc.sql("""
                        select variables -> 'reassignment' ->> ? from outbox_message
                        where name = 'lead.reassigned' and correlation_key like ?""").params(what, lead + "%").query(String.class).single();
    }

    private List<Integer> counts(Person person) throws Exception {
        var board = ask(person, "/api/windows").andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        return List.of("due", "breached", "met", "late").stream()
                .map(state -> JsonPath.<Integer>read(board, "$.counts." + state))
                .toList();
    }

    private void window(
            int round, String region, String from, String due, @Nullable String touched, @Nullable String ended) {
        jdbc.sql("""
                        insert into response_window (lead_id, round, owner_id, region, source, started_at, due_at,
                            first_touch_at, ended_at)
                        values (?, ?, ?, ?, 'site-form', now() + ?::interval, now() + ?::interval, now() + ?::interval,
                            now() + ?::interval)""")
                .params(lead.value(), round, owner.id().value(), region, from, due, touched, ended)
                .update();
    }

    private UUID openTask(String element, @Nullable Person assignee, String groups) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, assignee, candidate_groups, state, created_at, locked_until)
                        values (?, ?, 'lead-response', 1, 1, ?, 1, ?, ?, ?::text[], 'OPEN', now(), now())""")
                .params(
                        id,
                        ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                        element,
                        lead.value(),
                        assignee == null ? null : assignee.id().value(),
                        groups)
                .update();
        return id;
    }

    private ResultActions ask(Person person, String path) throws Exception {
        return mvc.perform(get(path).with(httpBasic(person.login(), StaffOnFile.PASSWORD)));
    }

    private ResultActions act(Person person, String method, String action, String body) throws Exception {
        return send(person, method, "/api/leads/" + lead + "/" + action, body);
    }

    private ResultActions answer(Person person, UUID task, String variables) throws Exception {
        return send(person, "POST", "/api/tasks/" + task + "/complete", "{'variables':" + variables + "}");
    }

    private ResultActions send(Person person, String method, String path, String body) throws Exception {
        var json = body.equals("CONTACT")
                ? CONTACT
                : body.replace("COLLEAGUE", colleague.id().toString()).replace('\'', '"');
        return mvc.perform(request(HttpMethod.valueOf(method), path)
                .with(httpBasic(person.login(), StaffOnFile.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json));
    }
}
