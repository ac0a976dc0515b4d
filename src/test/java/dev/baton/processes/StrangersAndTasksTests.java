package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.opportunity.DealFixtures;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Every user task of every diagram, asked for by people of another region who are in its groups. */
@BatonTest
@Import({LeadFixtures.class, DealFixtures.class})
class StrangersAndTasksTests {

    private static final String GROUPS = "{sales,managers,sales-west,managers-west,rep,supervisor,finance,legal}";

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
            "A stranger neither sees nor takes nor answers any task of any diagram, and whoever leads the owner sees it")
    void noTaskIsOpenToStrangers() throws Exception {
        var rep = staff.rep("east");
        var records = Map.of(
                "lead-response", leads.assigned(rep.id(), "east").value(),
                "opportunity-stages", deals.standing(rep, "甲公司").value());
        var strangers = List.of(staff.rep("west"), staff.supervisor("west"));
        var manager = staff.supervisor("east");
        var wrong = new ArrayList<String>();
        var asked = 0;
        for (var diagram : Diagram.all()) {
            for (var element : diagram.all(UserTask.class)) {
                var task = task(
                        diagram.processId(),
                        element.getId(),
                        records.getOrDefault(diagram.processId(), UUID.randomUUID()));
                for (var stranger : strangers) {
                    for (var request : List.of(
                            get("/api/tasks/" + task),
                            post("/api/tasks/" + task + "/claim"),
                            post("/api/tasks/" + task + "/complete")
                                    .contentType("application/json")
                                    .content("{\"variables\": {}}"))) {
                        asked++;
                        var status = ask(stranger, request);
                        if (status != 404 && status != 403) {
                            wrong.add("%s answers %d to a %s".formatted(element.getId(), status, stranger.roles()));
                        }
                    }
                }
                if (records.containsKey(diagram.processId()) && ask(manager, get("/api/tasks/" + task)) != 200) {
                    wrong.add(element.getId() + " is not shown to the manager of the owner");
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked)
                .as("tasks of all diagrams, two strangers, three requests")
                .isGreaterThan(100);
    }

    private UUID task(String process, String element, UUID record) {
        var id = UUID.randomUUID();
        made.add(id);
        jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, assignee, candidate_groups, due_at, state, created_at, locked_until)
                        values (?, ?, ?, 1, 1, ?, 1, ?, null, ?::text[], null, 'OPEN', now(), now())""")
                .params(id, -Math.abs(id.getMostSignificantBits() >> 1), process, element, record, GROUPS)
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
