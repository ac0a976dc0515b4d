package dev.baton.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.baton.BatonTest;
import dev.baton.staff.StaffOnFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@BatonTest
@Import(DealFixtures.class)
class DealAuditTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    StaffOnFile staff;

    @Autowired
    DealFixtures deals;

    @Test
    void whatWasNotSetBeforeIsNullInTheTrailAndNotAWord() throws Exception {
        var rep = staff.rep("east");
        var deal = deals.standing(rep, "华南精机");
        mvc.perform(put("/api/deals/" + deal)
                        .with(httpBasic(rep.login(), StaffOnFile.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"contractType\": \"standard\"}"))
                .andExpect(status().is2xxSuccessful());

        var trail = mvc.perform(get("/api/audit")
                        .param("subjectId", deal.toString())
                        .with(httpBasic(staff.director().login(), StaffOnFile.PASSWORD)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<Map<String, @Nullable Object>> before =
                JsonPath.read(trail, "$.items[?(@.action == 'deal.edited')].before");
        assertThat(before).hasSize(1);
        assertThat(before.getFirst()).containsEntry("contractType", null);
    }
}
