package dev.baton.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.baton.local.BatonInside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Deals as a rep and as those who lead see them: the board, the funnel in two views, the diagram as a heat map. */
@WithBrowser
class DealsBrowserIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final BatonInside baton;
    private final Office office;

    DealsBrowserIT(BatonInside baton) {
        this.baton = baton;
        this.office = new Office(baton);
    }

    @Test
    void aDealIsOnTheBoardOfItsRepAndInTheFunnelOfTheDirector(Visits visits) {
        String customer = Office.newName() + "实业";
        String rep = "rep05";
        opened(rep, customer);

        Visitor seller = visits.onPhone(baton.uri(), "deal-rep");
        seller.signInAs(rep);
        seller.goTo("商机");
        seller.expect(seller.entry(customer));
        seller.expectAccessible("board");
        seller.look("board");
        seller.goTo("漏斗");
        seller.expect(seller.page().getByRole(AriaRole.TABLE));
        assertThat(seller.page().getByText("风险等级")).hasCount(0); // FN-01
        seller.look("funnel");

        Visitor director = visits.onLaptop(baton.uri(), "deal-director");
        director.signInAs("director");
        director.goTo("漏斗");
        for (String column : new String[] {"预计回款周期", "风险等级", "跨部门协作进度"}) {
            director.expect(
                    director.page().getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(column)));
        }
        String managers = total(director);
        director.expectAccessible("funnel");
        director.look("funnel");
        director.page().getByText("销售视图").click();
        assertThat(director.page().getByText("风险等级")).hasCount(0);
        assertThat(total(director)).isEqualTo(managers);

        director.page()
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("热力图"))
                .click();
        Locator badge = director.page()
                .locator(".djs-overlays[data-container-id=subProcess_firstContact] .heat-badge")
                .first();
        director.expect(badge);
        await().atMost(SOON).untilAsserted(() -> assertThat(badge.textContent()).contains("初步接触" + standing()));
        director.look("heat-map");
        director.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("初步接触"))
                .click();
        Locator deal =
                director.dialog().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(customer));
        director.expect(deal);
        assertThat(deal).containsText(office.person(rep).path("name").asString()); // FN-04
        director.glance("who-stands-there");
        director.page().keyboard().press("Escape");
        director.page()
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("质量"))
                .click();
        director.expectText("跳阶段错误率");
        director.expectAccessible("rates");
        director.look("rates");
        director.goTo("停滞商机");
        director.expect(director.heading("停滞商机"));
        director.expectAccessible("stuck deals");
        director.look("stuck");
    }

    /** What the page says of the whole funnel: count and amount. */
    private static String total(Visitor visitor) {
        Locator row = visitor.page().locator("tfoot tr");
        visitor.expect(row);
        return row.locator("td").nth(0).textContent() + " "
                + row.locator("td").nth(1).textContent();
    }

    private long standing() {
        for (JsonNode place : office.get("director", "/api/heat-map").path("places")) {
            if (place.path("stage").asString().equals("first-contact")) {
                return place.path("count").asLong();
            }
        }
        return -1;
    }

    @Test
    void aRepHandsInTheFileAndTicksWhatIsTrueUntilNothingIsMissing(Visits visits) {
        String customer = Office.newName() + "科技";
        String id = opened("rep07", customer);

        Visitor rep = visits.onPhone(baton.uri(), "deal-evidence");
        rep.signInAs("rep07");
        rep.open("/deals/" + id);
        rep.expectText("还缺 3 项");
        rep.look("missing");
        rep.page()
                .getByLabel(Pattern.compile("^选择文件: "))
                .first()
                .setInputFiles(new FilePayload(
                        "首次沟通.txt", "text/plain", ("和" + customer + "通了电话").getBytes(StandardCharsets.UTF_8)));
        rep.expectText("还缺 2 项");
        rep.expectText("首次沟通.txt");
        rep.page().getByRole(AriaRole.CHECKBOX).nth(0).click();
        rep.expectText("还缺 1 项");
        rep.page().getByRole(AriaRole.CHECKBOX).nth(1).click();

        assertThat(rep.page().getByText(Pattern.compile("还缺 \\d 项"))).hasCount(0);
        rep.look("complete");
        await("nothing is missing at the gate of " + id).atMost(SOON).until(() -> office.get(
                        "rep07", "/api/deals/" + id)
                .path("gate")
                .path("missing")
                .isEmpty());
    }

    @Test
    void theMinutesAreWrittenAsAFileAndTheMailIsReadyToBeSent(Visits visits) throws IOException {
        String customer = Office.newName() + "软件";
        String id = opened("rep07", customer);

        Visitor rep = visits.onPhone(baton.uri(), "deal-papers");
        rep.signInAs("rep07");
        rep.open("/deals/" + id);
        rep.expect(rep.button("会议纪要"));
        Download minutes = rep.page().waitForDownload(() -> rep.button("会议纪要").click());
        assertThat(minutes.suggestedFilename()).isEqualTo("会议纪要-" + customer + "的商机.docx");
        try (var document = new XWPFDocument(minutes.createReadStream());
                var text = new XWPFWordExtractor(document)) {
            assertThat(text.getText()).contains("会议纪要", customer);
        }

        rep.button("客户确认邮件").click();
        rep.expect(rep.dialog().getByLabel("正文"));
        assertThat(rep.dialog().getByLabel("正文")).hasValue(Pattern.compile(customer));
        assertThat(rep.dialog().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("用邮件程序打开")))
                .hasAttribute("href", Pattern.compile("^mailto:\\?subject=.+&body=.+"));
        rep.expectAccessible("confirmation mail");
        rep.glance("mail");
    }

    @Test
    void whoseDealHasStoodForTooLongIsAskedWhyOnTheHomePage(Visits visits) {
        String customer = Office.newName() + "制造";
        String id = opened("rep11", customer);
        baton.pass(Duration.ofHours(72).plusMinutes(1));
        await("question about " + id)
                .atMost(SOON)
                .until(() -> office.list("rep11", "/api/tasks?recordId=" + id).stream()
                        .anyMatch(task -> task.path("elementId").asString().equals("userTask_pickBlocker")));

        Visitor rep = visits.onPhone(baton.uri(), "deal-blocker");
        Locator question = rep.question();
        rep.signInAs("rep11");
        rep.expect(question);
        assertThat(question).containsText(customer);
        assertThat(question.getByRole(AriaRole.RADIO)).hasCount(12); // SW-03
        rep.glance("question");
        rep.expectAccessible("question why a deal stands");
        rep.button("稍后").click();
        assertThat(question).hasCount(0);

        rep.open("/");
        rep.expect(question);
        question.getByRole(AriaRole.RADIO).nth(2).check();
        question.getByLabel("补充说明").fill("等客户法务");
        rep.button("提交").click();
        assertThat(question).hasCount(0);
        await("answer about " + id).atMost(SOON).until(() -> !office.get("rep11", "/api/deals/" + id)
                .path("blockerWanted")
                .asBoolean(true));
    }

    /** A deal that its process has taken to its first stage. */
    private String opened(String rep, String customer) {
        String id = RestClient.builder()
                .baseUrl(baton.uri().toString())
                .defaultHeaders(headers -> headers.setBasicAuth(rep, "baton"))
                .build()
                .post()
                .uri("/api/deals")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "name",
                        customer + "的商机",
                        "customerName",
                        customer,
                        "customerType",
                        "enterprise",
                        "amount",
                        1_280_000,
                        "currency",
                        "CNY",
                        "expectedCloseOn",
                        LocalDate.now(ZoneOffset.UTC).plusDays(90).toString()))
                .retrieve()
                .body(JsonNode.class)
                .path("id")
                .asString();
        await("first stage of " + id).atMost(SOON).until(() -> office.get(rep, "/api/deals/" + id)
                .path("stage")
                .path("key")
                .asString("")
                .equals("first-contact"));
        return id;
    }
}
