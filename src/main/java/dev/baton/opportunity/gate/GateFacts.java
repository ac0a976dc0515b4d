package dev.baton.opportunity.gate;

import dev.baton.opportunity.policy.Stage;
import dev.baton.staff.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people have said and done about the gate of a stage; all changes join the caller's transaction. */
@Component
public class GateFacts {

    record Said(
            String stage,
            String code,
            boolean met,
            @Nullable UUID evidenceId,
            UUID byId,
            Instant at) {}

    record Done(
            String stage,
            String key,
            Instant doneAt,
            UUID byId,
            @Nullable String written,
            int depth) {}

    private final JdbcClient jdbc;

    GateFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By the code of the condition. */
    Map<String, Said> said(UUID deal, String stage) {
        return jdbc.sql("""
                        select stage, code, met, evidence_id, by_id, at from deal_condition
                        where deal_id = ? and stage = ?""").params(deal, stage).query(Said.class).list().stream()
                .collect(Collectors.toMap(Said::code, Function.identity()));
    }

    List<Done> done(UUID deal) {
        return jdbc.sql(
                        "select stage, key, done_at, by_id, written, depth from deal_action where deal_id = ? order by done_at, stage, key")
                .param(deal)
                .query(Done.class)
                .list();
    }

    void say(UUID deal, String stage, String code, boolean met, @Nullable UUID evidence, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into deal_condition (deal_id, stage, code, met, evidence_id, by_id, at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (deal_id, stage, code) do update set met = excluded.met,
                            evidence_id = excluded.evidence_id, by_id = excluded.by_id, at = excluded.at""")
                .params(deal, stage, code, met, evidence, by.value(), Timestamp.from(at))
                .update();
    }

    /** False when it was done before: the first time counts. */
    boolean doIt(UUID deal, String stage, Stage.Action action, PersonId by, Instant at) {
        return jdbc.sql("""
                                insert into deal_action (deal_id, stage, key, done_at, by_id, written, depth)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                deal,
                                stage,
                                action.key(),
                                Timestamp.from(at),
                                by.value(),
                                action.writes().isEmpty() ? null : action.writes(),
                                action.depth())
                        .update()
                == 1;
    }

    /** Notes that a paper has been written for somebody; the first time counts. */
    public void wrote(UUID deal, String stage, String paper, PersonId by, Instant at) {
        jdbc.sql(
                        "insert into deal_paper (deal_id, stage, paper, written_at, by_id) values (?, ?, ?, ?, ?) on conflict do nothing")
                .params(deal, stage, paper, Timestamp.from(at), by.value())
                .update();
    }

    boolean isWritten(UUID deal, String stage, String paper) {
        return jdbc.sql("select exists (select 1 from deal_paper where deal_id = ? and stage = ? and paper = ?)")
                .params(deal, stage, paper)
                .query(Boolean.class)
                .single();
    }

    /** What was ticked by hand has to be said again after a return; files stay. */
    public void forgetTicks(UUID deal, Collection<String> stages) {
        jdbc.sql("delete from deal_condition where deal_id = ? and stage = any(?)")
                .params(deal, stages.toArray(String[]::new))
                .update();
    }
}
