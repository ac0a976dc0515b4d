package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.notification.NoticeTemplates.Part;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeTemplatesTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final NoticeTemplates templates = new NoticeTemplates(SHANGHAI);

    @Test
    void everyTemplateRendersInEveryPartAndLanguage() {
        assertThat(templates.keys())
                .contains(
                        "lead.assigned",
                        "lead.first-reminder",
                        "lead.window-due",
                        "lead.escalated",
                        "lead.stalled",
                        "lead.pool-stale",
                        "lead.transferred",
                        "lead.needs-collaboration",
                        "lead.fallback",
                        "allocation.stalled");
        for (String template : templates.keys()) {
            var values = new HashMap<String, String>();
            templates.placeholdersOf(template).forEach(name -> values.put(name, "<" + name + ">"));
            values.put("link", "https://x");
            for (Locale language : NoticeTemplates.LANGUAGES) {
                for (Part part : Part.values()) {
                    var text = templates.render(template, part, language, values, 50);
                    assertThat(text).isNotBlank().doesNotContain("{", "}");
                }
                assertThat(templates.render(template, Part.SMS, language, values, 50))
                        .contains("https://x");
            }
        }
    }

    @Test
    void templatesNeedNothingButWhatTheirSendersGive() {
        assertThat(templates.keys()).filteredOn(key -> key.startsWith("lead.")).allSatisfy(key -> assertThat(
                        templates.placeholdersOf(key))
                .isSubsetOf("leadName", "source", "dueAt", "owner", "by"));
        assertThat(templates.placeholdersOf("allocation.stalled")).containsExactly("count", "element");
    }

    /** What people read, word for word: who has the lead, who acted, and which moment the notice is about. */
    @Test
    void noticesOfALeadAreSentences() {
        var values = Map.of(
                "leadName", "林晓",
                "source", "douyin",
                "dueAt", "2026-03-01T17:05:00Z",
                "owner", "王小明",
                "by", "李经理");
        var zh = Locale.SIMPLIFIED_CHINESE;
        assertThat(templates.render("lead.stalled", Part.TEXT, zh, values, 50))
                .isEqualTo("王小明 负责的抖音线索“林晓”在 3月2日 01:05 前没有新的跟进记录，请关注。");
        assertThat(templates.render("lead.escalated", Part.TEXT, zh, values, 50))
                .isEqualTo("王小明 负责的抖音线索“林晓”超过响应时限 3月2日 01:05 仍未联系，请处理：转交、接手或标记需要协作。");
        assertThat(templates.render("lead.transferred", Part.TEXT, zh, values, 50))
                .isEqualTo("抖音线索“林晓”已由 李经理 转交给您，请在 3月2日 01:05 前联系。");
        assertThat(templates.render("lead.first-reminder", Part.TEXT, zh, values, 50))
                .isEqualTo("抖音线索“林晓”还没有首次联系，响应时限为 3月2日 01:05。");
        assertThat(templates.render("lead.window-due", Part.TEXT, zh, values, 50))
                .isEqualTo("抖音线索“林晓”（负责人 王小明）在响应时限 3月2日 01:05 前没有被打开，请立即联系。");
        assertThat(templates.render("lead.transferred", Part.TEXT, Locale.ENGLISH, values, 50))
                .startsWith("The lead \"林晓\" (Douyin) was passed on to you by 李经理. Please make contact before ");
    }

    @Test
    void timesAndSourcesAreShownInTheReadersLanguage() {
        var values = Map.of("leadName", "华东", "source", "douyin", "dueAt", "2026-03-01T17:05:00Z");
        assertThat(templates.render("lead.assigned", Part.TEXT, Locale.SIMPLIFIED_CHINESE, values, 50))
                .isEqualTo("抖音线索“华东”已分配给您，请在 3月2日 01:05 前首次联系。");
        assertThat(templates.render("lead.assigned", Part.TEXT, Locale.ENGLISH, values, 50))
                .isEqualTo("The lead \"华东\" (Douyin) is yours. Please make first contact before 2 Mar 01:05.");
    }

    @Test
    void valueWithPlaceholderSyntaxIsNotExpandedAgain() {
        var values = Map.of("leadName", "{dueAt}$1\\", "source", "unheard-of", "dueAt", "soon");
        assertThat(templates.render("lead.assigned", Part.TITLE, Locale.ENGLISH, values, 50))
                .isEqualTo("New lead: {dueAt}$1\\");
    }

    @Test
    void longNameIsCutBetweenCharacters() {
        var values = Map.of("leadName", "🎉".repeat(10_000), "source", "douyin", "dueAt", "soon");
        assertThat(templates.render("lead.assigned", Part.TITLE, Locale.ENGLISH, values, 5))
                .isEqualTo("New lead: 🎉🎉🎉🎉…");
    }

    @Test
    void gapInOneLanguageStopsTheStart() {
        var english = Map.of(
                "lead.a.title", "A", "lead.a.text", "{x}", "lead.a.sms", "{x}", "mail.open", "o", "mail.footer", "f");
        assertThatThrownBy(() -> with(english, Map.of("lead.a.text", "{y}")))
                .hasMessageContaining("lead.a.text uses other placeholders in en");
        assertThatThrownBy(() -> with(english, Map.of("lead.a.sms", " ")))
                .hasMessageContaining("lead.a.sms is missing");
        assertThatThrownBy(() -> with(english, Map.of("lead.b.title", "B")))
                .hasMessageContaining("lead.b.text is missing in zh-CN");
        assertThatThrownBy(() -> with(english, Map.of("lead.a.text", "{x} {oops")))
                .hasMessageContaining("broken placeholder");
    }

    private static NoticeTemplates with(Map<String, String> complete, Map<String, String> change) {
        var changed = new HashMap<>(complete);
        changed.putAll(change);
        return new NoticeTemplates(Map.of(Locale.SIMPLIFIED_CHINESE, complete, Locale.ENGLISH, changed), SHANGHAI);
    }
}
