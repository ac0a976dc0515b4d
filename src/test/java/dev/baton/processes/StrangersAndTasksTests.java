package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.opportunity.DealFixtures;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Every user task of every diagram, asked for by people who have nothing to do with its record. Being in the groups of a task
 * helps nobody there, except where an approval has called the group.
 */
@BatonTest
@Import({LeadFixtures.class, DealFixtures.class})
class StrangersAndTasksTests {

    /** Those of an approval are called by it: whose task it is and who may see it is one question (ADR 14). */
    private static final Set<String> CALLED_BY_THE_TASK = Set.of("quote-countersign", "contract-approval");

    /** Groups of everybody who is asked here. */
    private static final String EVERYBODY = "{sales,managers,sales-west,managers-west,rep,supervisor,legal}";

    /** A group that none of the strangers is in. */
    private static final String LEGAL = "{legal}";

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    LeadFixtures leads;

    @Autowired
    DealFixtures deals;

    @Autowired
    JdbcClient jdbc;

    private final List<UUID> made = new ArrayList<>();

    @AfterEach
    void nobodyElseFindsThem() {
        jdbc.sql("delete from user_task where id = any(?)")
                .param(made.toArray(UUID[]::new))
                .update();
    }

    @Test
    @DisplayName(
            "A stranger neither sees nor takes nor answers any task of any diagram; whoever leads the owner sees it, and whoever an approval calls")
    void noTaskIsOpenToStrangers() throws Exception {
        var rep = staff.rep("east");
        var records = Map.of(
                "lead-response", leads.assigned(rep.id(), "east").value(),
                "opportunity-stages", deals.standing(rep, "甲公司").value());
        var strangers = List.of(staff.rep("west"), staff.supervisor("west"));
        var manager = staff.supervisor("east");
        var lawyer = staff.person(null, Role.LEGAL);
        var wrong = new ArrayList<String>();
        var tried = new TreeSet<String>();
        for (var diagram : Diagram.all()) {
            var process = diagram.processId();
            var called = CALLED_BY_THE_TASK.contains(process);
            for (var element : diagram.all(UserTask.class)) {
                tried.add(element.getId());
                var task = task(
                        process,
                        element.getId(),
                        records.getOrDefault(process, UUID.randomUUID()),
                        called ? LEGAL : EVERYBODY,
                        "OPEN");
                for (var stranger : strangers) {
                    for (var request : doors(task)) {
                        var status = ask(stranger, request);
                        if (status != 404 && status != 403) {
                            wrong.add("%s answers %d to a %s".formatted(element.getId(), status, stranger.roles()));
                        }
                    }
                }
                if (records.containsKey(process) && ask(manager, get("/api/tasks/" + task)) != 200) {
                    wrong.add(element.getId() + " is not shown to the manager of the owner");
                }
                if (called) {
                    if (!listed(lawyer).contains(task.toString())) {
                        wrong.add(element.getId() + " is not listed for whom the approval has called");
                    }
                    var ended = task(process, element.getId(), UUID.randomUUID(), LEGAL, "COMPLETED");
                    if (ask(lawyer, get("/api/tasks/" + ended)) != 404) {
                        wrong.add(element.getId() + " has ended and is shown to whom the approval does not concern");
                    }
                }
            }
        }
        for (var stranger : strangers) {
            var list = listed(stranger);
            made.stream()
                    .filter(task -> list.contains(task.toString()))
                    .forEach(task -> wrong.add(task + " is listed for a " + stranger.roles()));
        }

        assertThat(wrong).isEmpty();
        assertThat(tried)
                .as("the user tasks of every diagram")
                .contains(
                        "userTask_contactLead",
                        "userTask_approveContract",
                        "userTask_countersignQuote",
                        "userTask_grant",
                        "userTask_confirmState",
                        "userTask_signing");
    }

    private static List<MockHttpServletRequestBuilder> doors(UUID task) {
        return List.of(
                get("/api/tasks/" + task),
                post("/api/tasks/" + task + "/claim"),
                post("/api/tasks/" + task + "/complete")
                        .contentType("application/json")
                        .content("{\"variables\": {}}"));
    }

    private String listed(Person person) throws Exception {
        return mvc.perform(get("/api/tasks").with(httpBasic(person.login(), StaffOnFile.PASSWORD)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private UUID task(String process, String element, UUID record, String groups, String state) {
        var id = UUID.randomUUID();
        made.add(id);
        jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, assignee, candidate_groups, due_at, state, created_at, locked_until)
                        values (?, ?, ?, 1, 1, ?, 1, ?, null, ?::text[], null, ?, now(), now())""")
                .params(id, -Math.abs(id.getMostSignificantBits() >> 1), process, element, record, groups, state)
                .update();
        return id;
    }

    private int ask(Person person, MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(httpBasic(person.login(), StaffOnFile.PASSWORD)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
