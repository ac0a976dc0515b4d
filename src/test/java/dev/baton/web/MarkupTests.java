package dev.baton.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.opportunity.DealFixtures;
import dev.baton.shared.Ids;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What strangers write is text wherever it comes out: in no task a link, a heading or a picture. */
@BatonTest
@Import({DealFixtures.class, LeadFixtures.class})
class MarkupTests {

    private static final String MARKUP = "[王芳](https://evil.example) <b onclick=x>**Grant**</b> {{x}}";

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures deals;

    @Autowired
    LeadFixtures leads;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({
        "contact-lead, userTask_contactLead",
        "follow-up-lead, userTask_followUpLead",
        "review-phone, userTask_reviewPhone",
        "handle-overdue-lead, userTask_handleOverdue",
        "claim-lead, userTask_claimLead"
    })
    @DisplayName("AC-09: the name of a lead is no markup in any of its tasks")
    void theNameOfALeadIsNoMarkupInItsTasks(String form, String element) throws Exception {
        var rep = staff.rep("east");
        var created = mvc.perform(post("/api/leads")
                        .with(httpBasic(rep.login(), StaffOnFile.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"name": "%1$s", "company": "%1$s", "source": "site-form", "intent": "high",
                                 "phone": "1390000%2$04d", "nextFollowUpAt": "%3$s",
                                 "utm": {"source": "%1$s"}}""".formatted(
                                        MARKUP,
                                        ThreadLocalRandom.current().nextInt(10_000),
                                        Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS))))
                .andExpect(status().isCreated())
                .andReturn();
        var lead = UUID.fromString(JsonPath.read(created.getResponse().getContentAsString(), "$.id"));

        // A task is shown to whom its record lets at it.
        leads.handedOver(new LeadId(lead), rep.id());
        var answering = form.equals("handle-overdue-lead") ? staff.director() : rep;

        assertShown(task(form, element, "lead-response", lead, answering), answering, "leadName");
    }

    @Test
    @DisplayName("AC-09: the names of a deal and its customer are no markup in its task")
    void theNamesOfADealAreNoMarkupInItsTask() throws Exception {
        var rep = staff.rep("east");
        var deal = deals.standing(rep, MARKUP).value();

        var task = task("move-deal", "userTask_firstContact", "opportunity-stages", deal, rep);

        assertShown(task, rep, "dealName");
        assertShown(task, rep, "customerName");
    }

    private void assertShown(UUID task, Person by, String variable) throws Exception {
        var answer = mvc.perform(get("/api/tasks/" + task).with(httpBasic(by.login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        String shown = JsonPath.<Map<String, String>>read(answer, "$.variables").get(variable);
        assertThat(shown).contains("王芳").contains("&#91;").doesNotContainPattern("[<>\\[\\](){}*]");
    }

    private UUID task(String form, String element, String process, UUID record, Person assignee) throws Exception {
        var id = Ids.next();
        var key = ThreadLocalRandom.current().nextLong(1L << 60, Long.MAX_VALUE);
        jdbc.sql("insert into deployed_resource values ('form', ?, ?, 1, ?, now())")
                .params(key, form, Files.readString(Path.of("forms", form + ".form")))
                .update();
        jdbc.sql("""
                        insert into user_task (id, job_key, process_id, process_version, process_instance_key, element_id,
                            element_instance_key, record_id, form_key, assignee, candidate_groups, state, created_at,
                            locked_until)
                        values (?, ?, ?, 1, 1, ?, 1, ?, ?, ?, '{}', 'OPEN', now(), now())""")
                .params(id, key, process, element, record, key, assignee.id().value())
                .update();
        return id;
    }
}
