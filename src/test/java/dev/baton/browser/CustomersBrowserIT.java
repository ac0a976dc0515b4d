package dev.baton.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.local.BatonInside;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A customer as those who sell meet it: by the search, on its page, on a lead that asked before, beside a new lead. */
@WithBrowser
class CustomersBrowserIT {

    private static final String COMPANY = "苏州澜舟精密有限公司";
    private static final String PHONE = "13755520417";

    private final BatonInside baton;

    CustomersBrowserIT(BatonInside baton) {
        this.baton = baton;
    }

    @Test
    @DisplayName(
            "A customer of two doors is found by parts and by sound, has one page, and is known when it asks again")
    void known(Visits visits) {
        received("douyin", COMPANY);
        var later = received("site-form", "苏州澜舟精密");

        Visitor director = visits.onLaptop(baton.uri(), "customer");
        director.signInAs("director");
        director.page().keyboard().press("/");
        director.page().keyboard().type("苏州精");
        Locator hit = option(director, COMPANY);
        director.expect(hit);
        assertThat(hit).containsText("2 条记录");
        director.glance("search");
        hit.click();
        director.expectPath("/customers/[0-9a-f-]+");
        director.expect(director.heading(COMPANY));
        director.expectText("2 条线索，2 个来源");
        director.expectAccessible("customer");
        director.look("page");

        director.page().keyboard().press("/");
        director.page().keyboard().type("szlzjm");
        director.expect(option(director, COMPANY));
        director.page().keyboard().press("Escape");

        director.button("更正").first().click();
        director.page().getByLabel("法定代表人").fill("王强");
        director.button("保存").click();
        director.expectText("王强");
        director.expectText("更正了法定代表人");

        director.open("/leads/" + later);
        director.expectText("已通过抖音线索咨询过");
        director.look("known");

        director.open("/leads/new");
        director.page().getByLabel("客户姓名").fill("周澜");
        director.page().getByLabel("手机或电话").fill(PHONE);
        director.expectText("可能已经是客户");
        director.expectText("是同一个客户");
        director.look("candidates");
    }

    @Test
    @DisplayName("Two customers that may be one are merged and taken apart again by keyboard alone (DQ-12, B6-07)")
    void reviewed(Visits visits) {
        var company = "无锡岚汐电子有限公司";
        received("赵岚", "13755520418", "douyin", company);
        received("钱汐", "13755520418", "site-form", company);

        Visitor director = visits.onLaptop(baton.uri(), "duplicates");
        director.signInAs("director");
        director.goTo("重复客户");
        director.expect(director.heading("重复客户"));
        var pair = director.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(company));
        director.expectText("第 1 对");
        for (int place = 2; pair.count() == 0; place++) {
            director.page().keyboard().press("ArrowDown");
            director.expectText("第 " + place + " 对");
        }
        director.expect(pair);
        director.expectText("不一致");
        director.expectAccessible("duplicates");
        director.look("board");

        director.page().keyboard().press("m");
        director.expectText("已合并为一个客户");
        director.glance("merged");
        director.page().keyboard().press("u");
        director.expectText("又是两个客户");
        assertThat(director.page().getByText("已合并为一个客户")).hasCount(0);
        assertThat(pair).hasCount(0);

        director.page().keyboard().press("/");
        director.page().keyboard().type(company);
        var hits = option(director, company);
        assertThat(hits).hasCount(2);
        hits.first().click();
        director.expect(director.heading(company));
        director.expectText("1 条线索，1 个来源");
    }

    private static Locator option(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(name));
    }

    private String received(String source, String company) {
        return received("周澜", PHONE, source, company);
    }

    private String received(String name, String phone, String source, String company) {
        return RestClient.builder()
                .baseUrl(baton.uri())
                .defaultHeaders(headers -> headers.setBasicAuth("intake", "baton"))
                .build()
                .post()
                .uri("/api/leads")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "name",
                        name,
                        "phone",
                        phone,
                        "company",
                        company,
                        "source",
                        source,
                        "region",
                        "east",
                        "intent",
                        "high",
                        "nextFollowUpAt",
                        baton.now().plus(20, ChronoUnit.DAYS).toString()))
                .retrieve()
                .body(JsonNode.class)
                .path("id")
                .asString();
    }
}
