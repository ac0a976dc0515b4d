package dev.baton.workbench.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@BatonTest
@Import(LeadFixtures.class)
class WorkbenchTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    LeadFixtures leads;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anInboxOfManyTasksIsReadPageByPageAndNoTaskIsLeftOut() throws Exception {
        var rep = staff.rep("east");
        jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, assignee, candidate_groups, due_at, state, created_at, locked_until)
                        select gen_random_uuid(), -(extract(epoch from clock_timestamp()) * 1000000)::bigint - n, 'lead-response',
                               1, 1, 'userTask_contactLead', 1, ?, ?, '{}', timestamptz '2031-01-01' + n / 3 * interval '1 day',
                               'OPEN', now(), now()
                        from generate_series(1, 205) n""")
                .params(leads.assigned(rep.id(), "east").value(), rep.id().value())
                .update();

        List<String> first = ids(ask(rep, "/api/tasks"));
        List<String> second = ids(ask(rep, "/api/tasks?after=" + first.getLast()));

        assertThat(first).hasSize(200).doesNotHaveDuplicates();
        assertThat(second).hasSize(5).doesNotContainAnyElementsOf(first);
        ask(rep, "/api/tasks?after=" + second.getLast())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.length()").value(0));
        ask(rep, "/api/tasks?after=" + UUID.randomUUID()).andExpect(status().isNotFound());
    }

    @Test
    void theDeployedProcessesAreListedByTheNamesInTheirDiagrams() throws Exception {
        deploy(
                -71,
                "named-in-test",
                1,
                "<d:definitions xmlns:d='urn:x'><d:process id='other' name='旁边的'/>"
                        + "<d:process id='named-in-test' name='第一版'/></d:definitions>");
        deploy(
                -72,
                "named-in-test",
                2,
                "<definitions><process id='named-in-test' name=' 跟进 Follow up '/></definitions>");
        deploy(-73, "nameless-in-test", 1, "<definitions><process id='nameless-in-test'/></definitions>");
        deploy(-74, "broken-in-test", 1, "<definitions><process");

        ask(staff.director(), "/api/processes")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.processId == 'named-in-test')].name").value("跟进 Follow up"))
                .andExpect(
                        jsonPath("$[?(@.processId == 'named-in-test')].version").value(2))
                .andExpect(
                        jsonPath("$[?(@.processId == 'named-in-test')].active").value(0))
                .andExpect(
                        jsonPath("$[?(@.processId == 'nameless-in-test')].name").value("nameless-in-test"))
                .andExpect(jsonPath("$[*].name").value(hasItem("broken-in-test")));
    }

    private ResultActions ask(Person person, String path) throws Exception {
        return mvc.perform(get(path).with(httpBasic(person.login(), StaffOnFile.PASSWORD)));
    }

    private static List<String> ids(ResultActions answer) throws Exception {
        return JsonPath.read(
                answer.andExpect(status().isOk()).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8),
                "$[*].id");
    }

    private void deploy(long key, String id, int version, String content) {
        jdbc.sql("insert into deployed_resource values ('process', ?, ?, ?, ?, now() + ? * interval '1 second')")
                .params(key, id, version, content, version)
                .update();
    }
}
