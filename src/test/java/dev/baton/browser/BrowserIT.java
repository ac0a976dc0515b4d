package dev.baton.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.baton.browser.Office.Arrival;
import dev.baton.local.BatonInside;
import dev.baton.local.Chromium;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** One story for each role, as its people live it at the workbench; pictures of each step are in target/screenshots. */
@WithBrowser
class BrowserIT {

    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String EVERY_OTHER = "every other source";
    private static final Pattern CLOCK = Pattern.compile("\\d");

    private final BatonInside baton;
    private final Office office;

    BrowserIT(BatonInside baton) {
        this.baton = baton;
        this.office = new Office(baton);
    }

    @Test
    void aRepContactsALeadInsideItsWindow(Visits visits) {
        Arrival arrival = Arrival.of("site-form", "east").with("company", "海蓝智能科技");
        String id = office.arrives(arrival);
        String rep = office.ownerOf(id);
        Visitor visitor = visits.onPhone(baton.uri(), "rep-contact");

        visitor.open("/");
        visitor.expect(visitor.heading("登录接力"));
        visitor.look("sign-in");
        visitor.giveCredentials(rep);
        visitor.expect(visitor.heading("你今天想聊哪个客户？")); // RE-19
        Locator waiting = visitor.entry(arrival.name());
        assertThat(waiting.getByRole(AriaRole.TIMER)).hasText(CLOCK);
        visitor.look("today");

        waiting.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(arrival.name()))
                .first()
                .click();
        visitor.expect(visitor.heading(arrival.name()));
        visitor.expectText("为什么是我");
        visitor.look("lead");

        Page page = visitor.page();
        Locator summary = page.getByLabel("沟通摘要");
        visitor.expect(summary);
        visitor.button("提交").click();
        assertThat(page.locator(".fjs-form-field-textarea.fjs-has-errors")).containsText("请填写这一项");
        assertThat(summary).isFocused();
        assertThat(office.lead(id).path("status").asString()).isEqualTo("ASSIGNED");
        visitor.glance("refused-without-summary");

        summary.fill("接通，需要三十个坐席，约了下周演示");
        choose(page, "结果", "继续跟进");
        fillDateAndTime(page);
        visitor.glance("filled-in");
        visitor.button("提交").click();

        visitor.expectText("跟进中");
        visitor.expectText("接通，需要三十个坐席，约了下周演示");
        visitor.look("contacted");
        assertThat(office.awaitLead(id, lead -> !lead.path("firstTouchAt").isNull())
                        .path("status")
                        .asString())
                .isEqualTo("CONTACTED");

        visitor.button("关闭提醒").click();
        visitor.expectText("提醒已关闭");
        visitor.look("muted");
        assertThat(office.lead(id).path("remindersMuted").asBoolean()).isTrue();
    }

    @Test
    void aRepCreatesALeadInThreeScreens(Visits visits) {
        Visitor visitor = visits.onPhone(baton.uri(), "rep-create");
        visitor.signInAs("rep05");
        visitor.walked();

        visitor.goTo("新建");
        Page page = visitor.page();
        visitor.expect(visitor.heading("新建线索"));
        visitor.button("保存线索").click();
        assertThat(page.locator(".fjs-form-field.fjs-has-errors").first()).containsText("请填写这一项");
        assertThat(page.getByLabel("客户姓名")).isFocused();
        visitor.glance("refused-without-name");
        String name = Office.newName();
        page.getByLabel("客户姓名").fill(name);
        page.getByLabel("手机或电话").fill("138 6688 9900");
        page.getByText("高意向").click();
        visitor.button("明天 10:00").click();
        assertThat(page.getByLabel(Pattern.compile("^时间"))).hasValue("10:00");
        visitor.look("form");
        visitor.button("保存线索").click();
        visitor.expect(visitor.heading(name));
        visitor.look("saved");

        List<String> screens = visitor.walked();
        assertThat(screens).hasSize(2).first().isEqualTo("/leads/new");
        String id = screens.getLast().substring("/leads/".length());
        assertThat(office.lead(id).path("name").asString()).isEqualTo(name);
        assertThat(office.lead(id).path("intent").asString()).isEqualTo("high");
    }

    @Test
    void aLeadAndADealAreEnteredOverPlainHttpUnderAnotherNameThanLocalhost(Visits visits) {
        URI elsewhere =
                URI.create("http://" + Chromium.OTHER_HOST + ":" + baton.uri().getPort());
        Visitor visitor = visits.onLaptop(elsewhere, "plain-http");
        Page page = visitor.page();
        visitor.signInAs("rep05");
        visitor.complaints();
        assertThat(page.evaluate("() => window.isSecureContext || 'randomUUID' in crypto"))
                .isEqualTo(false);

        visitor.open("/leads/new");
        String name = Office.newName();
        page.getByLabel("客户姓名").fill(name);
        page.getByLabel("手机或电话").fill("138 6688 9911");
        page.getByText("高意向").click();
        fillDateAndTime(page);
        visitor.button("保存线索").click();
        visitor.expect(visitor.heading(name));

        visitor.open("/deals/new");
        page.getByLabel("商机名称").fill(name + "的商机");
        page.getByLabel("客户", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByText("大型企业").click();
        page.getByLabel("金额").fill("128000");
        page.getByLabel("预计成交日")
                .fill(DateTimeFormatter.ISO_LOCAL_DATE.format(
                        baton.now().atZone(SHANGHAI).plusDays(60)));
        visitor.button("保存商机").click();
        visitor.expect(visitor.heading(name + "的商机"));
        visitor.look("deal");
        // What the browser keeps for TLS it says so itself; nothing else is amiss.
        assertThat(visitor.complaints()).allMatch(complaint -> complaint.contains("Cross-Origin-Opener-Policy"));
    }

    @Test
    void aRepClaimsALeadFromThePool(Visits visits) {
        Arrival arrival = Arrival.of("cold-list", "east").with("company", "青禾农业");
        String id = office.arrives(arrival);
        office.awaitTask("rep09", id);
        String phone = office.lead(id).path("phone").asString();
        Visitor visitor = visits.onPhone(baton.uri(), "rep-claim");
        visitor.signInAs("rep09");

        visitor.goTo("线索池");
        Locator card = visitor.entry(arrival.name());
        visitor.expect(card);
        assertThat(card).containsText("首次通话建议");
        assertThat(card).not().containsText(phone.substring(phone.length() - 8));
        visitor.look("pool");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("领取"))
                .click();

        visitor.expectPath("/leads/" + id);
        visitor.expect(visitor.heading(arrival.name()));
        visitor.expectText(phone);
        visitor.look("claimed");
        assertThat(office.ownerOf(id)).isEqualTo("rep09");
    }

    @Test
    void aManagerPassesALeadOnAndSeesWhyItWentWhere(Visits visits) {
        Arrival late = Arrival.of("phone", "north");
        Arrival explained = Arrival.of("referral", "north").with("company", "北辰医药");
        String passed = office.arrives(late);
        String decided = office.arrives(explained);
        String before = office.ownerOf(passed);
        office.ownerOf(decided);
        Visitor visitor = visits.onLaptop(baton.uri(), "manager");
        visitor.signInAs("manager.north");
        visitor.expectText("团队此刻");
        visitor.look("home");

        visitor.goTo("响应看板");
        Locator row = visitor.entry(late.name());
        visitor.expect(row);
        visitor.look("windows");
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("转给同事"))
                .click();
        Locator colleague = visitor.dialog().getByRole(AriaRole.RADIO).first();
        visitor.expect(colleague);
        assertThat(visitor.dialog()).containsText(Pattern.compile("在手 \\d+ 条"));
        colleague.check();
        visitor.glance("colleagues");
        visitor.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^转给 ")))
                .click();
        visitor.expectText("时限重新计时");
        visitor.expect(visitor.button("撤回转交"));
        office.awaitLead(
                passed,
                lead -> !lead.path("owner").isNull()
                        && !lead.path("owner")
                                .path("id")
                                .asString()
                                .equals(office.person(before).path("id").asString()));

        visitor.open("/leads/" + decided);
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("查看分配记录"))
                .click();
        visitor.expect(visitor.heading("分配记录"));
        visitor.expectText("候选人");
        visitor.expectText("属于其他区域");
        visitor.look("allocation");
        visitor.button("重算一遍").first().click();
        visitor.expectText("重算结果完全一致");
        visitor.glance("replayed");

        visitor.goTo("等待与卡住");
        visitor.expect(visitor.heading("等待与卡住"));
        visitor.expectText("没有告警，线索在流动");
        visitor.look("waiting");

        seesLiveCounts(visitor);
    }

    @Test
    void aDirectorTurnsASwitchAndDisablesARep(Visits visits) {
        Visitor visitor = visits.onLaptop(baton.uri(), "director");
        Page page = visitor.page();
        visitor.signInAs("director");
        visitor.look("home");

        visitor.goTo("分配开关");
        Locator toggle = page.getByRole(AriaRole.SWITCH).first();
        visitor.expect(toggle);
        boolean on = Boolean.parseBoolean(toggle.getAttribute("aria-checked"));
        visitor.look("switches");
        turn(visitor, toggle, !on);
        visitor.glance("turned");
        turn(visitor, toggle, on);

        visitor.goTo("人员");
        page.getByLabel("姓名或账号").fill("rep86");
        Locator rep = visitor.entry("rep86");
        visitor.expect(rep);
        visitor.look("people");
        try {
            rep.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("停用").setExact(true))
                    .click();
            visitor.expect(visitor.dialog());
            visitor.glance("asked");
            visitor.dialog()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("停用").setExact(true))
                    .click();
            assertThat(rep).containsText("已停用");
            visitor.glance("disabled");
            assertThat(office.person("rep86").path("active").asBoolean()).isFalse();
        } finally {
            office.enable("rep86");
        }

        visitor.open("/incidents");
        visitor.expect(visitor.heading("事故"));
        visitor.look("incidents");
    }

    @Test
    void theProcessOwnersTimetableSaysWhatTheTableSays(Visits visits) throws Exception {
        // The tables are deployed a moment after the start, and this may be the first visitor.
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> !office.list("owner", "/api/response-timetable").isEmpty());
        Visitor visitor = visits.onLaptop(baton.uri(), "owner");
        visitor.signInAs("owner");
        visitor.goTo("响应时限表");
        visitor.expect(visitor.heading("响应时限表"));
        Locator rows = visitor.page().locator("tbody tr");
        visitor.expect(rows.first());
        visitor.look("timetable");

        Map<String, Integer> table = minutesOfTheTable();
        assertThat(rows).hasCount(table.size());
        Map<String, String> names = new LinkedHashMap<>();
        office.list("owner", "/api/response-timetable")
                .forEach(row -> names.put(
                        row.path("source").asString(EVERY_OTHER),
                        row.path("sourceName").asString()));
        table.forEach((source, minutes) -> {
            Locator row = rows.filter(new Locator.FilterOptions()
                    .setHas(visitor.page()
                            .getByRole(
                                    AriaRole.ROWHEADER,
                                    new Page.GetByRoleOptions()
                                            .setName(names.get(source))
                                            .setExact(true))));
            assertThat(row.locator("td").first()).hasText(shown(minutes));
        });

        seesLiveCounts(visitor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"finance", "legal", "service"})
    void whoHasNoLeadsSeesTheirTasksAndNoLead(String login, Visits visits) {
        Arrival arrival = Arrival.of("site-form", "west");
        String lead = office.arrives(arrival);
        Visitor visitor = visits.onLaptop(baton.uri(), login);
        visitor.signInAs(login);
        visitor.look("home");
        assertThat(visitor.page()
                        .getByRole(
                                AriaRole.LINK,
                                new Page.GetByRoleOptions().setName("线索").setExact(true)))
                .hasCount(0);

        visitor.goTo("待办");
        visitor.expectText("没有待办");
        visitor.look("tasks");

        visitor.open("/leads/" + lead);
        visitor.expect(visitor.page().locator(".notice"));
        assertThat(visitor.page().locator("main")).not().containsText(arrival.name());
        visitor.look("no-lead");
    }

    @Test
    void marketingImportsAFileWithBadRows(Visits visits) throws Exception {
        String name = Office.newName();
        String file =
                """
                客户姓名,电话,来源,意向,下次跟进,区域
                %1$s甲,13912340001,exhibition,high,%2$s,south
                %1$s乙,13912340002,exhibition,medium,%2$s,south
                %1$s丙,不是电话,exhibition,high,%2$s,south
                ,13912340004,exhibition,high,%2$s,south
                %1$s戊,13912340005,exhibition,low,%2$s,south
                """.formatted(name, TYPED.format(baton.now().atZone(SHANGHAI).plusDays(3)) + ":00+08:00");
        Visitor visitor = visits.onLaptop(baton.uri(), "marketing");
        Page page = visitor.page();
        visitor.signInAs("marketing");
        visitor.look("home");

        visitor.goTo("导入");
        visitor.expect(visitor.heading("导入线索"));
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("展会.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        visitor.expect(visitor.heading("列对应"));
        visitor.look("mapping");
        visitor.button("开始导入").click();

        visitor.expectPath("/imports/.+");
        visitor.expectText("已完成");
        assertThat(tile(page, "接受")).hasText("3");
        assertThat(tile(page, "拒绝")).hasText("2");
        visitor.look("imported");
        Download rejects = page.waitForDownload(() -> page.getByText("下载被拒绝的行").click());
        assertThat(Files.readString(rejects.path())).contains("不是电话").contains("13912340004");
    }

    @Test
    void aVisitorLeavesALeadWithoutSigningIn(Visits visits) {
        Visitor visitor = visits.onPhone(baton.uri(), "public-form");
        Page page = visitor.page();
        String name = Office.newName();

        visitor.open("/public/lead-form?lang=zh-CN&utm_campaign=autumn");
        visitor.expect(visitor.heading("联系我们"));
        visitor.look("empty");
        visitor.button("提交").click();
        visitor.expectText("请填写这一项");
        page.getByLabel("您的姓名").fill(name);
        page.getByLabel("电话").fill("13777776666");
        visitor.look("filled-in");
        visitor.button("提交").click();
        visitor.expectText("已收到，谢谢！");
        visitor.look("sent");

        JsonNode found = office.get("director", "/api/leads?q=" + name);
        assertThat(found.path("items")).hasSize(1);
        assertThat(found.path("items").get(0).path("source").asString()).isEqualTo("site-form");
    }

    @Test
    void anExpiredSessionEndsOnTheSamePageWithWhatWasTyped(Visits visits) {
        Arrival arrival = Arrival.of("wecom", "south");
        String id = office.arrives(arrival);
        String rep = office.ownerOf(id);
        Visitor visitor = visits.onLaptop(baton.uri(), "expired");
        visitor.signInAs(rep);
        visitor.open("/leads/" + id);
        Locator summary = visitor.page().getByLabel("沟通摘要");
        summary.fill("客户说明天再打");
        choose(visitor.page(), "结果", "合格");

        visitor.loseSession();
        visitor.button("提交").click();
        visitor.expectText("登录已过期");
        visitor.look("sign-in-again");
        visitor.giveCredentials(rep);

        visitor.expectPath("/leads/" + id);
        visitor.expect(visitor.heading(arrival.name()));
        assertThat(summary).hasValue("客户说明天再打");
        visitor.look("back");
    }

    @Test
    void everyPageCanBeUsedByEverybody(Visits visits) {
        Arrival arrival = Arrival.of("site-form", "west");
        String id = office.arrives(arrival);
        String rep = office.ownerOf(id);
        for (Visitor visitor : List.of(visits.onPhone(baton.uri(), "access"), visits.onLaptop(baton.uri(), "access"))) {
            visitor.open("/");
            visitor.expect(visitor.heading("登录接力"));
            visitor.expectAccessible("sign-in");
            visitor.giveCredentials(rep);
            visitor.expect(visitor.entry(arrival.name()));
            visitor.expectAccessible("home");
            visitor.open("/leads/" + id);
            visitor.expect(visitor.page().getByLabel("沟通摘要"));
            visitor.expectAccessible("lead");
            visitor.open("/leads/new");
            visitor.expect(visitor.heading("新建线索"));
            visitor.expectAccessible("new lead");
        }
        Visitor manager = visits.onLaptop(baton.uri(), "access-manager");
        manager.signInAs("manager.west");
        manager.goTo("响应看板");
        manager.expect(manager.entry(arrival.name()));
        manager.expectAccessible("window board");
        manager.open("/leads/" + id + "/assignments");
        manager.expectText("候选人");
        manager.expectAccessible("allocation record");
    }

    /** The number on the drawn task is the number of leads that wait there. */
    private void seesLiveCounts(Visitor visitor) {
        office.ownerOf(office.arrives(Arrival.of("referral", "north")));
        visitor.goTo("流程图");
        visitor.expect(visitor.heading("线索响应"));
        Locator task = visitor.page().locator("[data-element-id=userTask_contactLead]");
        visitor.expect(task.first());
        Locator count = visitor.page()
                .locator(".djs-overlays[data-container-id=userTask_contactLead] .live-badges span")
                .first();
        visitor.expect(count);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Integer.parseInt(count.textContent()))
                .isPositive()
                .isEqualTo(office.standingAt("userTask_contactLead")));
        visitor.look("process");
    }

    private static void turn(Visitor visitor, Locator toggle, boolean on) {
        toggle.click();
        visitor.dialog()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("确定").setExact(true))
                .click();
        assertThat(toggle).hasAttribute("aria-checked", String.valueOf(on));
        assertThat(visitor.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    private static void choose(Page page, String field, String option) {
        page.locator(".fjs-form-field-select")
                .filter(new Locator.FilterOptions().setHasText(field))
                .locator(".fjs-input-group")
                .click();
        page.locator(".fjs-dropdownlist-item")
                .filter(new Locator.FilterOptions().setHasText(option))
                .click();
    }

    private void fillDateAndTime(Page page) {
        var next = baton.now().atZone(SHANGHAI).plusDays(2);
        page.getByLabel("下次跟进日期").fill(DateTimeFormatter.ofPattern("yyyy/M/d").format(next));
        page.getByLabel("下次跟进日期").press("Enter");
        page.getByLabel(Pattern.compile("^时间")).fill("10:00");
        page.getByLabel(Pattern.compile("^时间")).press("Enter");
    }

    private static Locator tile(Page page, String label) {
        return page.locator(".tile")
                .filter(new Locator.FilterOptions().setHasText(label))
                .locator(".tile-value");
    }

    private static String shown(int minutes) {
        return minutes % 60 == 0 ? minutes / 60 + " 小时" : minutes + " 分钟";
    }

    /** Source and minutes of each rule, read from the file that its owner edits. */
    private static Map<String, Integer> minutesOfTheTable() throws Exception {
        Element definitions = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("processes", "lead-response", "response-windows.dmn")
                        .toFile())
                .getDocumentElement();
        Map<String, Integer> minutes = new LinkedHashMap<>();
        var rules = definitions.getElementsByTagName("rule");
        for (int i = 0; i < rules.getLength(); i++) {
            Element rule = (Element) rules.item(i);
            String source = text(rule, "inputEntry").replace("\"", "");
            minutes.put(source.isEmpty() ? EVERY_OTHER : source, Integer.valueOf(text(rule, "outputEntry")));
        }
        return minutes;
    }

    private static String text(Element rule, String entry) {
        return ((Element) rule.getElementsByTagName(entry).item(0))
                .getTextContent()
                .strip();
    }
}
