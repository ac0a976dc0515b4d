package dev.baton.staff.web;

import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.baton.BatonTest;
import dev.baton.staff.Person;
import dev.baton.staff.Staff;
import dev.baton.staff.StaffOnFile;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@BatonTest
class PeopleControllerTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile people;

    @Autowired
    Staff staff;

    @Autowired
    Clock clock;

    @Test
    void aRepSeesTheNamesOfColleaguesOfTheRegionAndNothingElseOfThem() throws Exception {
        var rep = people.rep("south");
        var near = people.rep("south");
        var far = people.rep("north");

        mvc.perform(get("/api/people").with(as(rep)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].id", hasItem(near.id().toString())))
                .andExpect(jsonPath("$[*].id", not(hasItem(far.id().toString()))))
                .andExpect(jsonPath("$[*].region", everyItem(is("south"))))
                .andExpect(jsonPath("$[0].name").isNotEmpty())
                .andExpect(jsonPath("$[0].login").doesNotExist())
                .andExpect(jsonPath("$[0].onLeave").doesNotExist());
    }

    @Test
    void aSupervisorDisablesAndEnablesARepOfTheRegion() throws Exception {
        var supervisor = people.supervisor("south");
        var rep = people.rep("south");

        mvc.perform(post("/api/people/" + rep.id() + "/disable").with(as(supervisor)))
                .andExpect(status().isNoContent());
        mvc.perform(get("/api/people").param("q", rep.login()).with(as(supervisor)))
                .andExpect(jsonPath("$[0].active").value(false));
        mvc.perform(get("/api/me").with(as(rep))).andExpect(status().isUnauthorized());

        mvc.perform(post("/api/people/" + rep.id() + "/enable").with(as(supervisor)))
                .andExpect(status().isNoContent());
        mvc.perform(get("/api/me").with(as(rep))).andExpect(status().isOk());
    }

    @Test
    void aRepOfAnotherRegionDoesNotExistForASupervisor() throws Exception {
        mvc.perform(post("/api/people/" + people.rep("north").id() + "/disable").with(as(people.supervisor("south"))))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("person-not-found"));
    }

    @Test
    void daysOfAnAbsenceAreWholeDaysOfTheBusiness() throws Exception {
        var supervisor = people.supervisor("south");
        var rep = people.rep("south");
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));

        mvc.perform(body(put("/api/people/" + rep.id() + "/absence"), "{\"from\":\"%s\",\"to\":\"%s\"}", today, today)
                        .with(as(supervisor)))
                .andExpect(status().isNoContent());
        Assertions.assertThat(staff.find(rep.id()).orElseThrow().onLeave()).isTrue();

        mvc.perform(delete("/api/people/" + rep.id() + "/absence").with(as(supervisor)))
                .andExpect(status().isNoContent());
        Assertions.assertThat(staff.find(rep.id()).orElseThrow().onLeave()).isFalse();
    }

    @Test
    void aDayThatDoesNotExistIsNamed() throws Exception {
        mvc.perform(body(
                                put("/api/people/" + people.rep("south").id() + "/absence"),
                                "{\"from\":\"2026-02-30\",\"to\":\"soon\"}")
                        .with(as(people.supervisor("south"))))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-date"))
                .andExpect(jsonPath("$.errors[0].field").value("from"));
    }

    @Test
    void anUnknownRegionIsNamedWithTheKnownOnes() throws Exception {
        mvc.perform(get("/api/people")
                        .param("region", "mars")
                        .with(as(people.director()))
                        .header("Accept-Language", "en"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("There is no region \"mars\"."))
                .andExpect(jsonPath("$.remedy").value("Regions: east, north, south, west."));
    }

    @Test
    void anAdministratorTakesSomebodyOn() throws Exception {
        var admin = people.admin();
        var login = "new." + admin.login();

        mvc.perform(body(
                                post("/api/people"),
                                "{\"login\":\"%s\",\"name\":\"新人\",\"region\":\"west\",\"roles\":[\"REP\"],\"password\":\"three blue chairs\"}",
                                login)
                        .with(as(admin)))
                .andExpect(status().isCreated())
                .andExpect(header().exists("Location"));
        mvc.perform(get("/api/me").with(httpBasic(login, "three blue chairs")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.region").value("west"));
        mvc.perform(body(post("/api/people"), "{\"login\":\"x\",\"name\":\"x\",\"roles\":[\"BOSS\"]}")
                        .with(as(admin)))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid-enum"));
    }

    @Test
    void anAdministratorReportsTheSourceOfAbsencesOutOfOrder() throws Exception {
        var admin = people.admin();
        try {
            mvc.perform(body(put("/api/absence-source"), "{\"healthy\":false}").with(as(admin)))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.healthy").value(false))
                    .andExpect(jsonPath("$.lastGoodAt").isNotEmpty());
            Assertions.assertThat(staff.absencesTrustworthy()).isFalse();
        } finally {
            mvc.perform(body(put("/api/absence-source"), "{\"healthy\":true}").with(as(admin)));
        }
        Assertions.assertThat(staff.absencesTrustworthy()).isTrue();
    }

    private static MockHttpServletRequestBuilder body(
            MockHttpServletRequestBuilder request, String json, Object... values) {
        return request.contentType(MediaType.APPLICATION_JSON).content(json.formatted(values));
    }

    private static RequestPostProcessor as(Person person) {
        return httpBasic(person.login(), StaffOnFile.PASSWORD);
    }
}
