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

interface SignIns extends Repository<SignIn, UUID> {

    SignIn save(SignIn signIn);

    Optional<SignIn> findById(UUID id);

    @Query("select s from SignIn s where s.personId = :person and s.endedAt is null order by s.lastSeenAt desc, s.id")
    List<SignIn> findUnended(UUID person);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from SignIn s where s.id = :id and s.personId = :person")
    Optional<SignIn> findForUpdate(UUID id, UUID person);

    /** Past the version: that two requests come at once is no conflict. */
    @Transactional
    @Modifying
    @Query("update SignIn s set s.lastSeenAt = :now where s.id = :id")
    int seen(UUID id, Instant now);
}
