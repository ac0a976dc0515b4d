package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.shared.Rows;
import dev.baton.staff.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What pages, gates and the inbox ask of approvals, each in one statement. */
@Component
class ApprovalQueries {

    private final JdbcClient jdbc;

    ApprovalQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest of each kind, whatever came of it. */
    Map<ApprovalKind, NewestApproval> newest(UUID dealId) {
        var newest = new EnumMap<ApprovalKind, NewestApproval>(ApprovalKind.class);
        jdbc.sql("""
                        select distinct on (a.kind) a.id, a.kind, a.outcome, a.opened_at, a.decided_at, a.reason,
                            a.contract_id, a.amount, a.currency, a.discount, a.contract_type, a.customer_type,
                            array(select s.key from approval_step s where s.approval_id = a.id order by s.no) as steps
                        from approval a where a.deal_id = ? order by a.kind, a.opened_at desc, a.id desc""").param(dealId).query(ApprovalQueries::newest).list().forEach(one -> newest.put(one.kind(), one));
        return newest;
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

    /** The names of the deals that instances of approvals are about, by the deal. */
    Map<UUID, String> dealNames(Collection<Long> instances) {
        var names = new HashMap<UUID, String>();
        if (!instances.isEmpty()) {
            jdbc.sql("select deal_id, deal_name from approval where process_instance_key in (:instances)")
                    .param("instances", instances)
                    .query(row -> {
                        names.put(Rows.uuid(row, "deal_id"), row.getString("deal_name"));
                    });
        }
        return names;
    }

    /** Whose vote in an open step, or whose answer to every question that they were asked, is on file. */
    List<AnswersOnFile.Said> said() {
        return jdbc.sql("""
                        select a.deal_id, a.process_instance_key as instance, v.person_id as person, true as vote
                        from approval a
                            join approval_step s on s.approval_id = a.id
                            join approval_seat v on v.step_id = s.id
                        where a.outcome = 'OPEN' and s.state = 'OPEN' and v.vote is not null
                        union
                        select a.deal_id, a.process_instance_key, q.asked_to, false from approval a
                            join approval_question q on q.approval_id = a.id
                        where a.outcome = 'OPEN' and q.answer is not null
                          and not exists (select 1 from approval_question other
                                          where other.approval_id = a.id and other.asked_to = q.asked_to
                                            and other.answer is null)""").query(AnswersOnFile.Said.class).list();
    }

    private static NewestApproval newest(ResultSet row, int number) throws SQLException {
        return new NewestApproval(
                Rows.uuid(row, "id"),
                Rows.word(row, "kind", ApprovalKind.class),
                Rows.word(row, "outcome", ApprovalsOfDeal.Outcome.class),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "decided_at"),
                row.getString("reason"),
                Rows.uuidOrNull(row, "contract_id"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getBigDecimal("discount"),
                row.getString("contract_type"),
                row.getString("customer_type"),
                Rows.words(row, "steps"));
    }
}
