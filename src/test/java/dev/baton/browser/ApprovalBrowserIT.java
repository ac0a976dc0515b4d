package dev.baton.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.baton.local.BatonInside;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Approvals, exceptions and debts, as the people at the workbench live them. */
@WithBrowser
class ApprovalBrowserIT {

    private static final String REP = "rep01";
    private static final String MANAGER = "manager.east";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final BatonInside baton;
    private final Pipeline pipeline;

    ApprovalBrowserIT(BatonInside baton) {
        this.baton = baton;
        this.pipeline = new Pipeline(baton);
    }

    @Test
    @DisplayName("Legal approves a contract on a phone-sized screen")
    void legalApprovesAContractOnAPhone(Visits visits) {
        var customer = "青禾科技" + Office.newName();
        var deal = pipeline.opens(REP, customer);
        pipeline.jumps(deal, REP, MANAGER, "quote-approval");
        pipeline.handsInQuote(deal, REP);
        pipeline.approves(MANAGER, deal);
        pipeline.awaitStage(deal, "contract-approval");
        pipeline.handsInContract(deal, REP);
        pipeline.approves(MANAGER, deal);
        pipeline.approves("finance", deal);
        var approval = pipeline.awaitVote("legal", deal);

        Visitor legal = visits.onPhone(baton.uri(), "legal-approves");
        legal.signInAs("legal");
        legal.goTo("待办");
        legal.entry(customer).getByRole(AriaRole.LINK).first().click();
        legal.expect(legal.heading("你的意见"));
        legal.look("task");
        legal.goTo("审批");
        legal.expect(legal.heading("待我审批"));
        legal.expectText(customer);
        legal.look("inbox");
        legal.entry(customer).getByRole(AriaRole.LINK).first().click();
        legal.expectPath("/approvals/" + approval);
        legal.expect(legal.heading("审批链"));
        legal.expectText("¥120,000");
        legal.expectText("年度订阅合同.docx");
        legal.expect(legal.heading("审批时限表"));
        legal.look("contract");
        legal.expectAccessible("an approval");
        assertThat(((Number) legal.page().evaluate("document.documentElement.scrollWidth")).intValue())
                .as("nothing sticks out of the phone")
                .isLessThanOrEqualTo(Visitor.PHONE);

        legal.button("拒绝").click();
        legal.expectText("拒绝要写明理由");
        legal.glance("refused-without-reason");
        legal.page().locator("#vote-comment").fill("条款与范本一致");
        legal.button("同意").click();
        legal.expectText("已同意");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(voteOf("legal", approval)).isEqualTo("approve"));

        legal.open("/approvals/" + approval);
        legal.expectText("条款与范本一致");
        legal.look("approved");
        // Everybody has approved: the deal goes on, and nobody is left with a task.
        pipeline.awaitDeal(deal, it -> it.path("stage").path("key").asString().equals("signing"));
    }

    @Test
    @DisplayName(
            "A rep asks for a jump, which demands its proof, and jumps after the manager's word on the phone (SG-06)")
    void aRepJumpsWithProof(Visits visits) {
        var customer = "远帆物流" + Office.newName();
        var deal = pipeline.opens(REP, customer);
        Visitor rep = visits.onLaptop(baton.uri(), "rep-jumps");
        rep.signInAs(REP);
        rep.open("/deals/" + deal);
        rep.button("绿色通道").click();
        var dialog = rep.dialog();
        dialog.getByLabel("为什么急").fill("客户昨天已看完演示，邮件确认要直接报价");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("提交申请"))
                .click();
        rep.expectText("请填写“证明”");
        rep.glance("proof-demanded");
        dialog.locator("input[type=file]")
                .first()
                .setInputFiles(
                        new FilePayload("客户确认邮件.txt", "text/plain", ("确认演示 " + deal).getBytes(StandardCharsets.UTF_8)));
        assertThat(dialog.getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("客户确认邮件.txt")))
                .isChecked();
        rep.glance("proof-there");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("提交申请"))
                .click();
        rep.expectText("等待批准");
        rep.look("asked");

        Visitor manager = visits.onPhone(baton.uri(), "manager-grants");
        manager.signInAs(MANAGER);
        manager.goTo("待办");
        manager.expectText(customer);
        manager.look("tasks");
        manager.entry(customer).getByRole(AriaRole.LINK).first().click();
        manager.expectText("客户昨天已看完演示");
        manager.page()
                .getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName("批准").setExact(true))
                .click();
        manager.page().getByLabel("理由").fill("邮件齐全");
        manager.look("grant");
        manager.button("提交").click();

        rep.expect(rep.button("跳到方案演示"));
        rep.look("granted");
        rep.button("跳到方案演示").click();
        rep.page().locator("#move-reason").fill("客户已看完演示");
        rep.glance("jumping");
        rep.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("推进"))
                .click();
        pipeline.awaitDeal(deal, it -> it.path("stage").path("key").asString().equals("solution-demo"));
        rep.expectText("经绿色通道");
        rep.look("jumped");
    }

    @Test
    @DisplayName("A manager sees debts, and the rep pays one with an explanation (B6-08)")
    void aManagerSeesDebts(Visits visits) {
        var customer = "云汐医疗" + Office.newName();
        var deal = pipeline.opens(REP, customer);
        var debt = pipeline.skips(deal, REP, MANAGER, "客户月底停机，只有一天窗口");

        Visitor manager = visits.onLaptop(baton.uri(), "manager-debts");
        manager.signInAs(MANAGER);
        manager.goTo("例外欠账");
        manager.expect(manager.heading("例外欠账"));
        var row = manager.entry(customer);
        assertThat(row).containsText("待说明");
        assertThat(row.getByRole(AriaRole.TIMER)).isVisible();
        manager.look("owed");
        manager.expectAccessible("debts");

        Visitor rep = visits.onPhone(baton.uri(), "rep-explains");
        rep.signInAs(REP);
        rep.goTo("例外欠账");
        var own = rep.entry(customer);
        own.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("补写说明"))
                .click();
        own.getByLabel("说明").fill("停机窗口只有一天，法务条款沿用去年范本，已补发法务备案");
        rep.look("explaining");
        own.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("提交说明"))
                .click();
        rep.expectText("说明已提交");
        await().atMost(SOON).until(() -> StreamSupport.stream(
                        pipeline.get(MANAGER, "/api/debts").spliterator(), false)
                .anyMatch(one -> one.path("id").asString().equals(debt)
                        && one.path("state").asString().equals("PAID")));

        manager.open("/debts");
        assertThat(manager.entry(customer)).containsText("已补发法务备案");
        manager.look("paid");
    }

    private String voteOf(String login, String approval) {
        var me = pipeline.get(login, "/api/me").path("id").asString();
        for (JsonNode step : pipeline.get(login, "/api/approvals/" + approval).path("steps")) {
            for (JsonNode seat : step.path("seats")) {
                if (seat.path("person").asString().equals(me)) {
                    return seat.path("vote").asString();
                }
            }
        }
        return "";
    }
}
