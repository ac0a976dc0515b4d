package dev.baton.greenchannel;

import dev.baton.shared.Refusal;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface GreenChannelRecords extends Repository<GreenChannel, UUID> {

    /** Makes heard what happened to it. */
    GreenChannel save(GreenChannel it);

    Optional<GreenChannel> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from GreenChannel g where g.id = :id")
    Optional<GreenChannel> findForUpdate(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from GreenChannel g where g.dealId = :dealId and g.state = GRANTED order by g.id")
    List<GreenChannel> findGrantedForUpdate(UUID dealId);

    /** Newest first. */
    @Query("select g from GreenChannel g where g.dealId = :dealId order by g.askedAt desc, g.id desc")
    List<GreenChannel> of(UUID dealId);

    @Query("select g from GreenChannel g order by g.askedAt desc, g.id desc")
    List<GreenChannel> newest(Limit atMost);

    @Query("""
            select g from GreenChannel g where g.region = :region or g.askedBy = :person or g.ownerId = :person
            order by g.askedAt desc, g.id desc""")
    List<GreenChannel> newestOf(@Nullable String region, UUID person, Limit atMost);

    /** Which instance works on a request. */
    interface Running {

        UUID getId();

        @Nullable
        Long getProcessInstanceKey();
    }

    /** Those that wait for an answer, or for an explanation, behind the given id. */
    @Query("""
            select g.id as id, g.processInstanceKey as processInstanceKey from GreenChannel g
            where g.id > :after
              and (g.state = ASKED and (g.processInstanceKey is not null or g.level > 0)
                   or exists (select d.id from ExceptionDebt d where d.id = g.id and d.state <> PAID))
            order by g.id""")
    List<Running> findRunning(UUID after, Limit atMost);

    default GreenChannel get(UUID id) {
        return findById(id).orElseThrow(() -> Refusal.notFound("green-channel-not-found"));
    }

    /** Until the end of the transaction nobody else changes it. */
    default GreenChannel change(UUID id) {
        return findForUpdate(id).orElseThrow(() -> Refusal.notFound("green-channel-not-found"));
    }
}
