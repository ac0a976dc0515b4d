package dev.baton.benchmark;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Deals that reps open over HTTP, and that the engine takes to their first task. */
final class NewDeals {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Stand stand;

    NewDeals(Stand stand) {
        this.stand = stand;
    }

    /** Answers when each of them has its task. */
    void open(int many) {
        OpenLoad.Result result = OpenLoad.asFastAs(
                8, many, number -> open(Team.token(ownerOf(number))).statusCode() == 201);
        if (result.failed() > 0) {
            throw new IllegalStateException(result.failed() + " deals could not be opened");
        }
        Awaitility.await("tasks of the deals")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> stand.number("""
                                select count(*) from deal d where d.state = 'OPEN' and d.created_at > now() - interval '1 hour'
                                  and not exists (select 1 from user_task t where t.record_id = d.id)""") == 0);
    }

    /** The newest ones that have a task, as many as asked for. */
    List<UUID> newest(int many) {
        return stand.jdbc().sql("""
                        select d.id from deal d join user_task t on t.record_id = d.id and t.state = 'OPEN'
                        where d.state = 'OPEN' order by d.created_at desc limit ?""").param(many).query(UUID.class).list();
    }

    /** What the owner of a deal signs in with. */
    String token(UUID deal) {
        return Team.token(stand.jdbc()
                .sql("select p.login from deal d join person p on p.id = d.owner_id where d.id = ?")
                .param(deal)
                .query(String.class)
                .single());
    }

    private HttpResponse<String> open(String token) {
        return stand.api().post(token, "/api/deals", "application/json", BodyPublishers.ofString("""
                                {"name": "商机 %s", "customerName": "星河实业有限公司", "customerType": "enterprise",
                                 "amount": 120000, "currency": "CNY", "expectedCloseOn": "%s"}""".formatted(
                        Instant.now(), LocalDate.now(ZoneOffset.UTC).plusDays(90))));
    }

    private static String ownerOf(int number) {
        return Team.rep(1 + number % Team.REPS);
    }
}
