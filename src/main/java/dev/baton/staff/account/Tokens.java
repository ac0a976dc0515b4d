package dev.baton.staff.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface Tokens extends Repository<Token, UUID> {

    Token save(Token token);

    @Query("select t from Token t where t.sha256 = :sha256")
    Optional<Token> findBySecret(byte[] sha256);

    @Query("select t from Token t where t.personId = :person and t.revokedAt is null order by t.createdAt, t.id")
    List<Token> findLiving(UUID person);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from Token t where t.id = :id and t.personId = :person")
    Optional<Token> findForUpdate(UUID id, UUID person);

    /** Past the version: that somebody uses a token at the same time is no conflict. */
    @Transactional
    @Modifying
    @Query("update Token t set t.lastUsedAt = :now where t.sha256 = :sha256")
    int used(byte[] sha256, Instant now);
}
