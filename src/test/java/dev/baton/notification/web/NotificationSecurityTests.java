package dev.baton.notification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.notification.Channel;
import dev.baton.notification.Notice;
import dev.baton.notification.Notifications;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Behind the security of the whole application. */
@BatonTest
class NotificationSecurityTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    Notifications notifications;

    @Test
    void nobodyListensWithoutSigningIn() throws Exception {
        mvc.perform(get("/api/notifications")).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/notifications/stream")).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/deliveries").param("leadId", UUID.randomUUID().toString()))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void repReadsOwnNoticesButNotTheTrace() throws Exception {
        var rep = staff.rep("east");
        var lead = UUID.randomUUID();
        notifications.send(assigned(rep, lead));

        mvc.perform(get("/api/notifications").with(as(rep)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.unread").value(1))
                .andExpect(jsonPath("$.items[0].path").value("/leads/" + lead));
        mvc.perform(get("/api/deliveries").param("leadId", lead.toString()).with(as(rep)))
                .andExpect(status().isForbidden())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(get("/api/deliveries").param("leadId", lead.toString()).with(as(staff.supervisor("east"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].status").value("SENT"))
                .andExpect(jsonPath("$[0].title").value("新线索：上海某某公司"));
        mvc.perform(post("/api/notifications/" + UUID.randomUUID() + "/read").with(as(rep)))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void streamOpensForWhoeverIsSignedIn() throws Exception {
        var rep = staff.rep("east");
        var open = mvc.perform(get("/api/notifications/stream").with(as(rep)))
                .andExpect(request().asyncStarted())
                .andExpect(status().isOk())
                .andExpect(header().string("X-Accel-Buffering", "no"))
                .andReturn();
        assertThat(open.getResponse().getContentType()).startsWith("text/event-stream");
    }

    @Test
    void shortLinkNeedsNoSignInToLeadToThePageThatAsksForIt() throws Exception {
        mvc.perform(get("/n/AAAAAAAAAAAAAAAAAAAAAA")).andExpect(status().isFound());
    }

    @Test
    void healthTellsOfEveryChannelAndStaysUp() throws Exception {
        mvc.perform(get("/actuator/health").with(as(staff.person(null, Role.ADMIN))))
                .andExpect(jsonPath("$.components.notifications.status").value("UP"))
                .andExpect(jsonPath("$.components.notifications.details.WECOM.status")
                        .value("OFF"))
                .andExpect(jsonPath("$.components.mail").doesNotExist());
    }

    private static Notice assigned(Person to, UUID lead) {
        return new Notice(
                "lead:" + lead + ":1:lead.assigned",
                to.id(),
                "lead.assigned",
                Map.of("leadName", "上海某某公司", "source", "douyin", "dueAt", "2026-03-01T06:30:00Z"),
                "/leads/" + lead,
                List.of(Channel.IN_APP));
    }

    private static RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
