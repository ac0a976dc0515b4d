package dev.baton.integration.imports;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface Imports extends Repository<Import, UUID> {

    Import save(Import file);

    Optional<Import> findById(UUID id);

    boolean existsById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Import i where i.id = :id")
    Optional<Import> findForUpdate(UUID id);

    /** Those that were served least recently come first, so that a small file does not wait for a large one. */
    @Query("select i from Import i where i.status in (QUEUED, RUNNING) order by i.touchedAt, i.id limit 50")
    List<Import> findOpen();

    /** The newest whose columns this person chose for a file with the same headings. */
    @Query("""
            select i from Import i
            where i.uploadedBy = :person and i.kind = :kind and i.headerKey = :headerKey and i.mapped = true
            order by i.createdAt desc limit 1""")
    Optional<Import> findRemembered(UUID person, String kind, String headerKey);

    /** Files that nobody started: their rows were looked at and nothing came of it. */
    @Transactional
    @Modifying
    @Query("delete from Import i where i.status = PREVIEWED and i.createdAt < :then")
    void forgetPreviewsBefore(Instant then);

    /** The newest of those that somebody sees: {@link ImportScope} says what to ask for. */
    @Query("""
            select i from Import i
            where i.status <> PREVIEWED and (:everything = true or i.uploadedBy = :person or i.region = :region)
            order by i.createdAt desc, i.id desc""")
    List<Import> findSeen(boolean everything, UUID person, String region, Limit limit);
}
