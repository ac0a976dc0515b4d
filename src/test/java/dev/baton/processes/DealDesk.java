package dev.baton.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import dev.baton.opportunity.deal.DealId;
import dev.baton.staff.Person;
import dev.baton.staff.StaffOnFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A rep at work on one deal, over HTTP. */
record DealDesk(MockMvc mvc, Person rep, DealId deal) {

    String path(String more) {
        return "/api/deals/" + deal + more;
    }

    MockHttpServletResponse ask(MockHttpServletRequestBuilder request, String body) throws Exception {
        return mvc.perform(request.with(httpBasic(rep.login(), StaffOnFile.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath itself reads
    <T> T shown(String what) throws Exception {
        return read(ask(get(path("")), ""), what);
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath itself reads
    static <T> T read(MockHttpServletResponse answer, String what) throws Exception {
        return JsonPath.read(answer.getContentAsString(StandardCharsets.UTF_8), what);
    }

    void confirm(String... codes) throws Exception {
        for (var code : codes) {
            assertThat(ask(post(path("/conditions/" + code)), "{\"met\":true}").getStatus())
                    .isEqualTo(200);
        }
    }

    void act(String key) throws Exception {
        assertThat(ask(post(path("/actions/" + key)), "").getStatus()).isEqualTo(200);
    }

    /** What the gate misses; empty where it lets the deal through. */
    List<String> advance() throws Exception {
        var answer = ask(post(path("/advance")), "{\"reason\":\"客户已确认\"}");
        if (answer.getStatus() == 202) {
            return List.of();
        }
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(409);
        return read(answer, "$.missing[*].code");
    }

    MockHttpServletResponse upload(String stage, String kind, String name, byte[] content) throws Exception {
        return mvc.perform(multipart("/api/evidence")
                        .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                        .param("recordKind", "deal")
                        .param("recordId", deal.toString())
                        .param("stage", stage)
                        .param("kind", kind)
                        .with(httpBasic(rep.login(), StaffOnFile.PASSWORD)))
                .andReturn()
                .getResponse();
    }

    String text(String stage, String kind) throws Exception {
        return taken(upload(stage, kind, kind + ".txt", (kind + " " + deal).getBytes(StandardCharsets.UTF_8)));
    }

    String picture(String stage, String kind) throws Exception {
        return taken(upload(stage, kind, kind + ".png", png()));
    }

    private static String taken(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus())
                .as(answer.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo(201);
        return read(answer, "$.id");
    }

    /** Another one each time. */
    static byte[] png() throws Exception {
        var picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(1, 1, ThreadLocalRandom.current().nextInt());
        picture.setRGB(2, 2, ThreadLocalRandom.current().nextInt());
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
