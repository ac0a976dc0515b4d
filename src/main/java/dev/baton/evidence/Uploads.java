package dev.baton.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Uploads extends Repository<Upload, UUID> {

    Upload save(Upload upload);

    Optional<Upload> findById(UUID id);

    /** An upload is known to whoever began it, and to nobody else. */
    @Query("select u from Upload u where u.id = :id and u.byId = :by")
    Optional<Upload> of(UUID id, UUID by);

    @Modifying
    @Query("delete from Upload u where u.id = :id")
    int forget(UUID id);

    @Modifying
    @Query("delete from Upload u where u.touchedAt < :since")
    int forgetUntouchedSince(Instant since);
}
