package dev.baton.notification;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Makes outward effects happen at least once and lets everybody see what became of them; {@link NewDeliveries} adds. */
interface Deliveries extends Repository<Delivery, UUID> {

    /** Held until the transaction ends; empty where somebody else settled it meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.id = :id and d.nextAttemptAt is not null")
    Optional<Delivery> holdOpen(UUID id);

    @Query(
            value = "select * from notification_delivery where channel = :channel and next_attempt_at <= :now"
                    + " order by next_attempt_at limit :most for update skip locked",
            nativeQuery = true)
    List<Delivery> holdDue(String channel, Instant now, int most);

    /** Takes what nobody holds; other applications do the same at the same time and get other rows. */
    @Transactional
    default List<Delivery> claim(Channel channel, Instant now, Instant leaseUntil, int most) {
        var due = holdDue(channel.name(), now, most);
        due.forEach(delivery -> delivery.lease(leaseUntil));
        return due;
    }
}
