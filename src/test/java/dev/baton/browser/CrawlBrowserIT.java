package dev.baton.browser;

import static org.awaitility.Awaitility.await;

import dev.baton.browser.Office.Arrival;
import dev.baton.local.BatonInside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every page of the workbench, in both languages, on a phone and on a laptop: quiet, usable, named, and in words of people. */
@WithBrowser
class CrawlBrowserIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/pool",
            "/leads/new",
            "/tasks",
            "/leads",
            "/windows",
            "/waiting",
            "/people",
            "/switches",
            "/imports",
            "/campaigns",
            "/timetable",
            "/process/lead-response",
            "/process/opportunity-stages",
            "/process/contract-approval",
            "/process/green-channel",
            "/process/duplicate-review",
            "/deals",
            "/deals/new",
            "/approvals",
            "/debts",
            "/funnel",
            "/stuck",
            "/duplicates",
            "/audit",
            "/verification",
            "/account",
            "/nowhere");

    /** Ids, names of elements, fields and constants, records of programs: nobody should have to read them. */
    private static final Pattern CODE = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            + "|\\b\\w+(?:Task|Process|Event)_\\w+"
            + "|\\{\"|\"\\}"
            + "|\\b[a-z]+[a-z0-9]*(?:[A-Z][a-z0-9]+)+\\b"
            + "|\\b[a-z]+(?:_[a-z]+)+\\b"
            + "|\\b[A-Z]+(?:_[A-Z]+)+\\b"
            + "|\\b(?:undefined|null|NaN|public-form|candidate-weights)\\b"
            + "|(?<!/)\\bapi\\b(?!/)");

    private static final Pattern OF_OTHERS = Pattern.compile("你的角色没有这个页面|This page is not for your role");

    private static final Pattern ENGLISH_SENTENCE = Pattern.compile("\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b");
    private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");

    private final Office office;
    private final BatonInside baton;

    CrawlBrowserIT(BatonInside baton) {
        this.baton = baton;
        this.office = new Office(baton);
    }

    @ParameterizedTest
    @CsvSource({
        "director, zh-CN, phone",
        "director, en, phone",
        "director, zh-CN, laptop",
        "director, en, laptop",
        "rep05, zh-CN, phone",
        "finance, en, phone",
        "legal, zh-CN, laptop",
        "owner, en, laptop",
        "marketing, zh-CN, laptop",
        "admin, zh-CN, laptop"
    })
    void everyPageIsQuietAndUsableAndSpeaksToPeople(String login, String language, String device, Visits visits) {
        Visitor visitor = device.equals("phone")
                ? visits.onPhone(baton.uri(), "crawl-" + login)
                : visits.onLaptop(baton.uri(), "crawl-" + login);
        visitor.read(language);
        visitor.open("/login");
        visitor.signInInAnyLanguage(login);
        visitor.complaints();
        var titles = new HashMap<String, String>();
        var found = new SoftAssertions();
        for (String path : pagesOf(login)) {
            String where = "%s, %s, %s: %s".formatted(login, language, device, path);
            visitor.open(path);
            visitor.expect(visitor.page()
                    .locator("main#content :is(h1, h2, .notice-title):visible")
                    .first());
            visitor.settle();
            String title = visitor.title();
            if (!OF_OTHERS.matcher(title).find()) {
                found.assertThat(titles.put(title, path))
                        .as("another page with the title of " + where)
                        .isNull();
            }
            found.assertThat(visitor.complaints()).as("console of " + where).isEmpty();
            found.check(() -> visitor.expectAccessible(where));
            String text = visitor.page().locator("main#content").innerText();
            found.assertThat(all(CODE, text)).as("codes on " + where).isEmpty();
            if (language.equals("en")) {
                found.assertThat(visitor
                                .page()
                                .locator("main#content")
                                .locator("dt, th[scope=col], label, legend")
                                .allInnerTexts()
                                .stream()
                                .filter(label -> CHINESE.matcher(label).find()))
                        .as("labels that are not English on " + where)
                        .isEmpty();
            } else {
                found.assertThat(all(ENGLISH_SENTENCE, text))
                        .as("English on " + where)
                        .isEmpty();
            }
            found.assertThat(
                            visitor.page()
                                    .evaluate(
                                            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what is wider than the screen on " + where)
                    .isEqualTo(0);
        }
        found.assertAll();
    }

    /** Pages of the menu, whether they are for this person or say that they are not, and one of each record in sight. */
    private List<String> pagesOf(String login) {
        var pages = new ArrayList<>(PAGES);
        if (login.equals("director") || login.equals("admin")) {
            String lead = office.arrives(Arrival.of("site-form", "east")
                    .with("company", "海蓝智能科技")
                    .with("utm", Map.of("source", "baidu", "campaign", "spring")));
            office.ownerOf(lead);
            pages.add("/leads/" + lead);
            pages.add("/leads/" + lead + "/assignments");
            pages.add("/customers/"
                    + office.get("director", "/api/customers/of-lead/" + lead)
                            .path("id")
                            .asString());
        }
        if (login.equals("director") || login.equals("admin")) {
            await("deals of the demonstration").atMost(Duration.ofMinutes(1)).until(() -> deals().findAny()
                    .isPresent());
            deals().map(deal -> "/deals/" + deal).limit(1).forEach(pages::add);
        }
        office.list(login, "/api/tasks").stream()
                .map(task -> "/tasks/" + task.path("id").asString())
                .limit(2)
                .forEach(pages::add);
        return pages;
    }

    private Stream<String> deals() {
        var ids = new ArrayList<String>();
        for (JsonNode column : office.get("director", "/api/deals").path("columns")) {
            for (JsonNode deal : column.path("deals")) {
                ids.add(deal.path("id").asString());
            }
        }
        return ids.stream();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
