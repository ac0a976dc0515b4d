package dev.baton.approval.file;

import dev.baton.approval.chain.ApprovalKind;
import dev.baton.staff.PersonId;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Approvals extends Repository<Approval, UUID> {

    /** Makes heard what happened to it. */
    Approval save(Approval approval);

    /** Before a statement that has to see what an approval has just been told. */
    void flush();

    Optional<Approval> findById(UUID id);

    @Query("select a from Approval a where a.processInstanceKey = :instance")
    Optional<Approval> ofInstance(long instance);

    /** Held until the transaction ends: votes and steps of one approval come one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Approval a where a.id = :id")
    Optional<Approval> hold(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Approval a where a.processInstanceKey = :instance")
    Optional<Approval> holdOfInstance(long instance);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "select a from Approval a where a.id = (select q.approval.id from ApprovalQuestion q where q.id = :question)")
    Optional<Approval> holdOfQuestion(UUID question);

    /** Those of a deal that are not decided, held. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Approval a where a.dealId = :dealId and a.outcome = OPEN order by a.id")
    List<Approval> holdOpenOfDeal(UUID dealId);

    /** Newest first. */
    @Query("select a from Approval a where a.dealId = :dealId order by a.openedAt desc, a.id desc")
    List<Approval> ofDeal(UUID dealId);

    /** Which instance works on the approval of a deal. */
    interface Running {

        UUID getDealId();

        long getProcessInstanceKey();
    }

    /** The instances of the open approvals of a kind, in the order of the deals that they are for. */
    @Query("select a.dealId as dealId, a.processInstanceKey as processInstanceKey from Approval a"
            + " where a.outcome = OPEN and a.kind = :kind and a.dealId > :after order by a.dealId")
    List<Running> running(ApprovalKind kind, UUID after, Limit atMost);

    /** Where a person has an open voice now, the most urgent first. */
    @Query("""
            select a from Approval a where a.outcome = OPEN and exists (
                select 1 from ApprovalSeat v
                where v.step.approval = a and v.step.state = OPEN and v.personId = :person and v.vote is null
                  and (v.step.inOrder = false or not exists (
                      select 1 from ApprovalSeat earlier
                      where earlier.step = v.step and earlier.no < v.no and earlier.vote is null)))
            order by (select min(s.dueAt) from ApprovalStep s where s.approval = a and s.state = OPEN) asc nulls last, a.id""")
    List<Approval> awaiting(UUID person, Limit atMost);

    /** Where somebody has a place in an open step and has not voted. */
    @Query("""
            select distinct v.step.approval.id from ApprovalSeat v
            where v.step.approval.outcome = OPEN and v.step.state = OPEN and v.vote is null and v.personId = :person""")
    List<UUID> idsAwaiting(UUID person);

    /** Everybody whose vote is awaited anywhere. */
    @Query("""
            select distinct v.personId from ApprovalSeat v
            where v.step.approval.outcome = OPEN and v.step.state = OPEN and v.vote is null""")
    List<UUID> awaitedPeople();

    @Query("select q from ApprovalQuestion q where q.approval.id = :approval order by q.askedAt, q.id")
    List<ApprovalQuestion> questions(UUID approval);

    @Query("select count(q) > 0 from ApprovalQuestion q where q.id = :question and q.answer is null")
    boolean isUnanswered(UUID question);

    @Query("select c from ApprovalCall c where c.approval.id = :approval order by c.calledAt, c.id")
    List<ApprovalCall> calls(UUID approval);

    default Optional<Approval> find(UUID id) {
        return findById(id);
    }

    default Approval held(long instance) {
        return holdOfInstance(instance)
                .orElseThrow(() -> new IllegalStateException("no approval belongs to instance " + instance));
    }

    default List<Approval> awaiting(PersonId person, int most) {
        return awaiting(person.value(), Limit.of(most));
    }
}
