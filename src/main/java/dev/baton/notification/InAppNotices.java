package dev.baton.notification;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface InAppNotices extends Repository<InAppNotice, UUID> {

    /** A notice is known to whom it is for, and to nobody else. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from InAppNotice n where n.id = :id and n.personId = :person")
    Optional<InAppNotice> hold(UUID id, UUID person);

    @Modifying
    @Query("update InAppNotice n set n.readAt = :now where n.personId = :person and n.readAt is null")
    int readAll(UUID person, Instant now);
}
