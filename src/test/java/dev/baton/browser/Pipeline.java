package dev.baton.browser;

import static org.awaitility.Awaitility.await;

import dev.baton.evidence.Papers;
import dev.baton.local.BatonInside;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Deals on their way, moved over the API by the people around the person at the browser. */
final class Pipeline {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final BatonInside baton;

    Pipeline(BatonInside baton) {
        this.baton = baton;
    }

    /** A deal of 120,000 yuan that stands in its first stage. */
    String opens(String rep, String customer) {
        var id = post(
                        rep,
                        "/api/deals",
                        Map.of(
                                "name",
                                customer + "的客服平台",
                                "customerName",
                                customer,
                                "customerType",
                                "enterprise",
                                "amount",
                                120_000,
                                "currency",
                                "CNY",
                                "contractType",
                                "订阅",
                                "expectedCloseOn",
                                LocalDate.ofInstant(baton.now(), SHANGHAI)
                                        .plusDays(60)
                                        .toString()))
                .path("id")
                .asString();
        awaitDeal(id, Pipeline::waitsForItsRep);
        return id;
    }

    /** Takes a deal over everything in between, with proof and the manager's word (SG-06). */
    void jumps(String deal, String rep, String manager, String toStage) {
        var proof =
                uploads(rep, deal, "first-contact", "first-communication", "客户确认.txt", Papers.text("客户已书面确认 " + deal));
        var channel = post(
                        rep,
                        "/api/deals/" + deal + "/green-channel",
                        Map.of(
                                "purpose",
                                "STAGE_JUMP",
                                "toStage",
                                toStage,
                                "reason",
                                "客户已看过演示并确认",
                                "evidenceIds",
                                List.of(proof)))
                .path("id")
                .asString();
        grants(manager, channel);
        post(rep, "/api/deals/" + deal + "/advance", Map.of("reason", "客户已书面确认", "toStage", toStage));
        awaitStage(deal, toStage);
    }

    void awaitStage(String deal, String stage) {
        awaitDeal(
                deal,
                it -> waitsForItsRep(it)
                        && it.path("stage").path("key").asString().equals(stage));
    }

    /** Does what the gate of quote approval asks for. */
    void handsInQuote(String deal, String rep) {
        uploads(rep, deal, "quote-approval", "quote", "报价单.docx", Papers.docx("报价单 " + deal, "报价总金额：人民币 120,000 元"));
        for (var condition : List.of("discount-explained", "payment-terms")) {
            post(rep, "/api/deals/" + deal + "/conditions/" + condition, Map.of("met", true));
        }
        for (var action : List.of("fetch-history-price", "book-legal")) {
            post(rep, "/api/deals/" + deal + "/actions/" + action, Map.of());
        }
        post(rep, "/api/deals/" + deal + "/advance", Map.of("reason", "报价已按模板做好，请审批"));
    }

    void grants(String manager, String channel) {
        var task = await("task of " + manager + " about " + channel)
                .atMost(SOON)
                .until(
                        () -> get(manager, "/api/green-channels/" + channel)
                                .path("taskId")
                                .asString("null"),
                        id -> !id.equals("null"));
        post(
                manager,
                "/api/tasks/" + task + "/complete",
                Map.of("variables", Map.of("decision", Map.of("action", "grant", "reason", "月底前要签，先放行"))));
    }

    /** Puts what the gate of contract approval asks for, and hands the contract in. */
    void handsInContract(String deal, String rep) {
        var draft = uploads(
                rep,
                deal,
                "contract-approval",
                "contract-draft",
                "年度订阅合同.docx",
                Papers.docx("年度订阅合同 " + deal, "合同总金额：人民币 120,000 元"));
        for (var condition : List.of("clauses-agreed", "signatory-known")) {
            post(rep, "/api/deals/" + deal + "/conditions/" + condition, Map.of("met", true));
        }
        post(
                rep,
                "/api/contracts",
                Map.of(
                        "dealId",
                        deal,
                        "title",
                        "年度订阅合同",
                        "type",
                        "订阅",
                        "amount",
                        120_000,
                        "currency",
                        "CNY",
                        "discount",
                        0.05,
                        "differsBecause",
                        "年付优惠",
                        "documentId",
                        draft));
        post(rep, "/api/deals/" + deal + "/advance", Map.of("reason", "条款已谈妥，请审批"));
    }

    void approves(String login, String deal) {
        post(login, "/api/approvals/" + awaitVote(login, deal) + "/votes", Map.of("vote", "approve", "comment", "同意"));
    }

    /** The approval of the deal in which this person's vote is awaited. */
    String awaitVote(String login, String deal) {
        return await("vote of " + login)
                .atMost(SOON)
                .until(
                        () -> StreamSupport.stream(
                                        get(login, "/api/approvals?mine=true").spliterator(), false)
                                .filter(it -> it.path("dealId").asString().equals(deal))
                                .map(it -> it.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    /** Leaves out one step of the approval: from the grant on it is a debt. */
    String skips(String deal, String rep, String manager, String reason) {
        var step = get(rep, "/api/green-channels/steps?purpose=SKIP_APPROVAL")
                .get(0)
                .path("key")
                .asString();
        var channel = post(
                        rep,
                        "/api/deals/" + deal + "/green-channel",
                        Map.of("purpose", "SKIP_APPROVAL", "steps", List.of(step), "reason", reason))
                .path("id")
                .asString();
        grants(manager, channel);
        await("debt " + channel).atMost(SOON).until(() -> StreamSupport.stream(
                        get(rep, "/api/debts").spliterator(), false)
                .anyMatch(debt -> debt.path("id").asString().equals(channel)));
        return channel;
    }

    JsonNode awaitDeal(String id, Predicate<JsonNode> wanted) {
        return await("deal " + id).atMost(SOON).until(() -> get("director", "/api/deals/" + id), wanted);
    }

    JsonNode get(String login, String path) {
        return as(login).get().uri(path).retrieve().body(JsonNode.class);
    }

    private static boolean waitsForItsRep(JsonNode deal) {
        return !deal.path("taskId").asString("null").equals("null");
    }

    private String uploads(String login, String deal, String stage, String kind, String name, byte[] content) {
        var form = new LinkedMultiValueMap<String, Object>();
        form.add("recordKind", "deal");
        form.add("recordId", deal);
        form.add("stage", stage);
        form.add("kind", kind);
        form.add("file", new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        return as(login)
                .post()
                .uri("/api/evidence")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .retrieve()
                .body(JsonNode.class)
                .path("id")
                .asString();
    }

    private JsonNode post(String login, String path, Map<String, ?> body) {
        var answer = as(login)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class);
        return answer == null ? tools.jackson.databind.node.NullNode.getInstance() : answer;
    }

    private RestClient as(String login) {
        return RestClient.builder()
                .baseUrl(baton.uri().toString())
                .defaultHeaders(headers -> headers.setBasicAuth(login, "baton"))
                .defaultHeader("Accept-Language", "zh-CN")
                .build();
    }
}
