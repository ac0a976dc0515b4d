package dev.baton.staff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** An administrator says which roles receive leads. */
@BatonTest
@RecordApplicationEvents
class RoleTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile people;

    @Autowired
    Staff staff;

    @Autowired
    ApplicationEvents events;

    @AfterEach
    void asShipped() throws Exception {
        change(people.admin(), "REP", true);
        change(people.admin(), "SUPERVISOR", false);
    }

    @Test
    void whoseRoleReceivesNoLeadsIsNoCandidateAndItIsOnRecordWhoSaidSo() throws Exception {
        var admin = people.admin();
        var rep = people.rep("east");
        var manager = people.supervisor("east");
        assertThat(staff.find(rep.id()).orElseThrow().receivesLeads()).isTrue();

        change(admin, "REP", false)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.role == 'REP')].receivesLeads").value(false));
        change(admin, "SUPERVISOR", true).andExpect(status().isOk());
        change(admin, "SUPERVISOR", true).andExpect(status().isOk());

        assertThat(staff.find(rep.id()).orElseThrow().receivesLeads()).isFalse();
        assertThat(staff.find(manager.id()).orElseThrow().receivesLeads()).isTrue();
        assertThat(events.stream(SecurityEvent.class).filter(event -> event.kind() == Kind.PERMISSION_CHANGED))
                .extracting(event -> event.by() + " " + event.details().get("role") + " "
                        + event.details().get("on"))
                .containsExactly(admin.id() + " REP false", admin.id() + " SUPERVISOR true");
    }

    @Test
    void aMachineLooksAfterNobodyAndOnlyAdministratorsDecide() throws Exception {
        change(people.admin(), "INTAKE", true)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("role"));
        change(people.director(), "REP", false).andExpect(status().isForbidden());
        change(people.admin(), "NOBODY", false).andExpect(status().isNotFound());
        mvc.perform(get("/api/roles").with(as(people.supervisor("east"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.role == 'INTAKE')]").isEmpty());
    }

    private ResultActions change(Person by, String role, boolean receives) throws Exception {
        return mvc.perform(put("/api/roles/" + role)
                .with(as(by))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"receivesLeads\": %s}".formatted(receives)));
    }

    private static RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
