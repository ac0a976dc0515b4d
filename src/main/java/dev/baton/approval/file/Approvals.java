package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.approval.chain.CallKind;
import dev.baton.approval.chain.FindingVoters;
import dev.baton.shared.Ids;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where approvals, their steps and their votes are kept. */
@Repository
public class Approvals {

    private static final String COLUMNS = """
            select id, process_instance_key, kind, deal_id, deal_name, contract_id, title, owner_id, region, requested_by,
                   amount, currency, discount, contract_type, outcome, opened_at, decided_at, reason, notices, overdue_at,
                   legal_round
            from approval
            """;

    private final JdbcClient jdbc;

    Approvals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A question of one approver to a colleague. */
    public record Question(
            UUID id,
            UUID approvalId,
            PersonId askedBy,
            PersonId askedTo,
            String text,
            Instant askedAt,
            Instant dueAt,
            @Nullable Instant nudgedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}

    /** Somebody who was called because a contract waited too long. */
    public record Call(
            UUID id,
            UUID approvalId,
            CallKind kind,
            String party,
            PersonId person,
            String group,
            Instant calledAt,
            Instant dueAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable PersonId answeredBy) {}

    public Optional<Approval> find(UUID id) {
        return whole(jdbc.sql(COLUMNS + "where id = ?")
                        .param(id)
                        .query(Approvals::head)
                        .list())
                .stream()
                .findFirst();
    }

    public Optional<Approval> ofInstance(long instance) {
        return whole(jdbc.sql(COLUMNS + "where process_instance_key = ?")
                        .param(instance)
                        .query(Approvals::head)
                        .list())
                .stream()
                .findFirst();
    }

    /** Held until the transaction ends: votes and steps of one approval come one after the other. */
    public Optional<Approval> hold(UUID id) {
        jdbc.sql("select id from approval where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional();
        return find(id);
    }

    public Optional<Approval> holdOfInstance(long instance) {
        return jdbc.sql("select id from approval where process_instance_key = ? for update")
                .param(instance)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    public List<Approval> ofDeal(UUID dealId) {
        return whole(jdbc.sql(COLUMNS + "where deal_id = ? order by opened_at desc, id desc")
                .param(dealId)
                .query(Approvals::head)
                .list());
    }

    /** Where a person has an open voice now, the most urgent first. */
    public List<Approval> awaiting(PersonId person, int limit) {
        return whole(jdbc.sql(COLUMNS + """
                        where outcome = 'OPEN' and exists (
                            select 1 from approval_step s join approval_seat v on v.step_id = s.id
                            where s.approval_id = approval.id and s.state = 'OPEN' and v.person_id = :person
                              and v.vote is null
                              and (not s.in_order or not exists (
                                  select 1 from approval_seat earlier
                                  where earlier.step_id = s.id and earlier.no < v.no and earlier.vote is null)))
                        order by (select min(s.due_at) from approval_step s
                                  where s.approval_id = approval.id and s.state = 'OPEN') nulls last, id
                        limit :limit""")
                .param("person", person.value())
                .param("limit", limit)
                .query(Approvals::head)
                .list());
    }

    Set<UUID> dealsConcerning(PersonId person) {
        return new LinkedHashSet<>(
                jdbc.sql("""
                        select a.deal_id from approval a join approval_step s on s.approval_id = a.id
                            join approval_seat v on v.step_id = s.id where v.person_id = :person
                        union select a.deal_id from approval a join approval_question q on q.approval_id = a.id
                            where q.asked_to = :person
                        union select a.deal_id from approval a join approval_call c on c.approval_id = a.id
                            where c.person_id = :person""").param("person", person.value()).query(UUID.class).list());
    }

    public void add(Approval approval, int tableVersion) {
        jdbc.sql("""
                        insert into approval (id, process_instance_key, kind, deal_id, deal_name, contract_id, title,
                            owner_id, region, requested_by, amount, currency, discount, contract_type, outcome, opened_at,
                            decided_at, decided_by, reason, notices, table_version, overdue_at, legal_round)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, null, ?, ?, ?, ?)""")
                .params(
                        approval.id(),
                        approval.instance(),
                        approval.kind().name(),
                        approval.dealId(),
                        approval.dealName(),
                        approval.contractId(),
                        approval.title(),
                        approval.owner().value(),
                        approval.region(),
                        approval.requestedBy().value(),
                        approval.amount(),
                        approval.currency(),
                        approval.discount(),
                        approval.contractType(),
                        approval.outcome().name(),
                        at(approval.openedAt()),
                        approval.notices().toArray(String[]::new),
                        tableVersion,
                        at(approval.overdueAt()),
                        approval.legalRound())
                .update();
        approval.steps().forEach(step -> add(approval.id(), step));
    }

    private void add(UUID approvalId, Approval.Step step) {
        jdbc.sql("""
                        insert into approval_step (id, approval_id, no, key, name_zh, name_en, in_order, needed, hours,
                            next_level, legal, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        step.id(),
                        approvalId,
                        step.no(),
                        step.key(),
                        step.nameZh(),
                        step.nameEn(),
                        step.inOrder(),
                        step.needed(),
                        step.hours(),
                        step.nextLevel(),
                        step.legal(),
                        step.state().name())
                .update();
    }

    public void seat(UUID stepId, int no, FindingVoters.Place place) {
        jdbc.sql("""
                        insert into approval_seat (id, step_id, no, person_id, name, task_group, instead_of,
                            instead_of_name, because)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        stepId,
                        no,
                        place.person().value(),
                        place.name(),
                        place.group(),
                        place.insteadOf() == null ? null : place.insteadOf().value(),
                        place.insteadOfName(),
                        place.because())
                .update();
    }

    /** Somebody else takes a place in which nobody has voted yet. */
    public void reseat(UUID seat, FindingVoters.Place place) {
        jdbc.sql("""
                        update approval_seat set person_id = ?, name = ?, task_group = ?, instead_of = ?,
                            instead_of_name = ?, because = ?
                        where id = ? and vote is null""")
                .params(
                        place.person().value(),
                        place.name(),
                        place.group(),
                        place.insteadOf() == null ? null : place.insteadOf().value(),
                        place.insteadOfName(),
                        place.because(),
                        seat)
                .update();
    }

    public void needed(UUID step, int needed) {
        jdbc.sql("update approval_step set needed = ? where id = ?")
                .params(needed, step)
                .update();
    }

    public void removeSeat(UUID seat) {
        jdbc.sql("delete from approval_seat where id = ? and vote is null")
                .param(seat)
                .update();
    }

    public void openStep(UUID step, Instant now, Instant due) {
        jdbc.sql("update approval_step set state = 'OPEN', opened_at = ?, due_at = ? where id = ?")
                .params(at(now), at(due), step)
                .update();
    }

    public void endStep(UUID step, ApprovalsOfDeal.StepState as, Instant now) {
        jdbc.sql("update approval_step set state = ?, ended_at = ? where id = ?")
                .params(as.name(), at(now), step)
                .update();
    }

    public void called(UUID seat, Instant now) {
        jdbc.sql("update approval_seat set called_at = ? where id = ? and called_at is null")
                .params(at(now), seat)
                .update();
    }

    public void vote(UUID seat, String vote, @Nullable String comment, Instant now) {
        jdbc.sql("update approval_seat set vote = ?, comment = ?, voted_at = ? where id = ? and vote is null")
                .params(vote, comment, at(now), seat)
                .update();
    }

    public void decide(
            UUID approval, ApprovalsOfDeal.Outcome as, @Nullable PersonId by, @Nullable String reason, Instant now) {
        jdbc.sql("""
                        update approval set outcome = ?, decided_by = ?, reason = ?, decided_at = ?
                        where id = ? and outcome = 'OPEN'""")
                .params(as.name(), by == null ? null : by.value(), reason, at(now), approval)
                .update();
    }

    public void notice(UUID approval, String code) {
        jdbc.sql("update approval set notices = notices || ? where id = ? and not (? = any(notices))")
                .params(code, approval, code)
                .update();
    }

    public void legalRound(UUID approval, int round) {
        jdbc.sql("update approval set legal_round = ? where id = ?")
                .params(round, approval)
                .update();
    }

    public void ask(Question question) {
        jdbc.sql("""
                        insert into approval_question (id, approval_id, asked_by, asked_to, text, asked_at, due_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        question.id(),
                        question.approvalId(),
                        question.askedBy().value(),
                        question.askedTo().value(),
                        question.text(),
                        at(question.askedAt()),
                        at(question.dueAt()))
                .update();
    }

    public List<Question> questions(UUID approval) {
        return jdbc.sql("select * from approval_question where approval_id = ? order by asked_at, id")
                .param(approval)
                .query(Approvals::question)
                .list();
    }

    public Optional<Question> question(UUID id) {
        return jdbc.sql("select * from approval_question where id = ?")
                .param(id)
                .query(Approvals::question)
                .optional();
    }

    public void answer(UUID question, String text, Instant now) {
        jdbc.sql("update approval_question set answer = ?, answered_at = ? where id = ? and answered_at is null")
                .params(text, at(now), question)
                .update();
    }

    public void nudged(UUID question, Instant now) {
        jdbc.sql("update approval_question set nudged_at = ? where id = ? and nudged_at is null")
                .params(at(now), question)
                .update();
    }

    /** True for the first call of that party; whoever was called first stays. */
    public boolean call(Call call) {
        return jdbc.sql("""
                                insert into approval_call (id, approval_id, kind, party, person_id, task_group, called_at,
                                    due_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (approval_id, kind, party) do nothing""")
                        .params(
                                call.id(),
                                call.approvalId(),
                                call.kind().name(),
                                call.party(),
                                call.person().value(),
                                call.group(),
                                at(call.calledAt()),
                                at(call.dueAt()))
                        .update()
                == 1;
    }

    public List<Call> calls(UUID approval) {
        return jdbc.sql("select * from approval_call where approval_id = ? order by called_at, id")
                .param(approval)
                .query(Approvals::call)
                .list();
    }

    public void answerCall(UUID call, String answer, PersonId by, Instant now) {
        jdbc.sql("""
                        update approval_call set answer = ?, answered_by = ?, answered_at = ?
                        where id = ? and answered_at is null""").params(answer, by.value(), at(now), call).update();
    }

    /** Open places of a person in approvals that are not decided. */
    public List<UUID> approvalsAwaiting(PersonId person) {
        return jdbc.sql("""
                        select distinct a.id from approval a join approval_step s on s.approval_id = a.id
                            join approval_seat v on v.step_id = s.id
                        where a.outcome = 'OPEN' and s.state = 'OPEN' and v.person_id = ? and v.vote is null""").param(person.value()).query(UUID.class).list();
    }

    public Map<UUID, String> titles(Collection<Long> instances) {
        var titles = new HashMap<UUID, String>();
        if (!instances.isEmpty()) {
            jdbc.sql("select deal_id, deal_name from approval where process_instance_key in (:instances)")
                    .param("instances", instances)
                    .query(row -> {
                        titles.put(row.getObject("deal_id", UUID.class), row.getString("deal_name"));
                    });
        }
        return titles;
    }

    private List<Approval> whole(List<Approval> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        var steps = steps(heads.stream().map(Approval::id).toList());
        return heads.stream()
                .map(head -> withSteps(head, steps.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Approval.Step>> steps(List<UUID> approvals) {
        var seats = new HashMap<UUID, List<Approval.Seat>>();
        jdbc.sql("""
                        select v.* from approval_seat v join approval_step s on s.id = v.step_id
                        where s.approval_id in (:approvals) order by v.no""").param("approvals", approvals).query(row -> {
            seats.computeIfAbsent(row.getObject("step_id", UUID.class), any -> new ArrayList<>())
                    .add(seat(row));
        });
        var steps = new LinkedHashMap<UUID, List<Approval.Step>>();
        jdbc.sql("select * from approval_step where approval_id in (:approvals) order by no")
                .param("approvals", approvals)
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    steps.computeIfAbsent(row.getObject("approval_id", UUID.class), any -> new ArrayList<>())
                            .add(step(row, seats.getOrDefault(id, List.of())));
                });
        return steps;
    }

    private static Approval withSteps(Approval head, List<Approval.Step> steps) {
        return new Approval(
                head.id(),
                head.instance(),
                head.kind(),
                head.dealId(),
                head.dealName(),
                head.contractId(),
                head.title(),
                head.owner(),
                head.region(),
                head.requestedBy(),
                head.amount(),
                head.currency(),
                head.discount(),
                head.contractType(),
                head.outcome(),
                head.openedAt(),
                head.decidedAt(),
                head.reason(),
                head.notices(),
                head.overdueAt(),
                head.legalRound(),
                steps);
    }

    private static Approval head(ResultSet row, int number) throws SQLException {
        return new Approval(
                row.getObject("id", UUID.class),
                row.getLong("process_instance_key"),
                ApprovalKind.valueOf(row.getString("kind")),
                row.getObject("deal_id", UUID.class),
                row.getString("deal_name"),
                row.getObject("contract_id", UUID.class),
                row.getString("title"),
                person(row, "owner_id"),
                row.getString("region"),
                person(row, "requested_by"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getBigDecimal("discount"),
                row.getString("contract_type"),
                ApprovalsOfDeal.Outcome.valueOf(row.getString("outcome")),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "decided_at"),
                row.getString("reason"),
                Arrays.asList((String[]) row.getArray("notices").getArray()),
                instant(row, "overdue_at"),
                row.getInt("legal_round"),
                List.of());
    }

    private static Approval.Step step(ResultSet row, List<Approval.Seat> seats) throws SQLException {
        return new Approval.Step(
                row.getObject("id", UUID.class),
                row.getInt("no"),
                row.getString("key"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getBoolean("in_order"),
                row.getInt("needed"),
                row.getDouble("hours"),
                row.getString("next_level"),
                row.getBoolean("legal"),
                ApprovalsOfDeal.StepState.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                instant(row, "due_at"),
                List.copyOf(seats));
    }

    private static Approval.Seat seat(ResultSet row) throws SQLException {
        return new Approval.Seat(
                row.getObject("id", UUID.class),
                row.getInt("no"),
                person(row, "person_id"),
                row.getString("name"),
                row.getString("task_group"),
                row.getString("instead_of_name"),
                row.getString("because"),
                instant(row, "called_at"),
                row.getString("vote"),
                row.getString("comment"),
                instant(row, "voted_at"));
    }

    private static Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getObject("id", UUID.class),
                row.getObject("approval_id", UUID.class),
                person(row, "asked_by"),
                person(row, "asked_to"),
                row.getString("text"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                instant(row, "nudged_at"),
                row.getString("answer"),
                instant(row, "answered_at"));
    }

    private static Call call(ResultSet row, int number) throws SQLException {
        var answeredBy = row.getObject("answered_by", UUID.class);
        return new Call(
                row.getObject("id", UUID.class),
                row.getObject("approval_id", UUID.class),
                CallKind.valueOf(row.getString("kind")),
                row.getString("party"),
                person(row, "person_id"),
                row.getString("task_group"),
                row.getTimestamp("called_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getString("answer"),
                instant(row, "answered_at"),
                answeredBy == null ? null : new PersonId(answeredBy));
    }

    private static PersonId person(ResultSet row, String column) throws SQLException {
        return new PersonId(row.getObject(column, UUID.class));
    }

    private static @Nullable Timestamp at(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
