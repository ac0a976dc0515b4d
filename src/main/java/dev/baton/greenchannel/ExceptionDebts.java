package dev.baton.greenchannel;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ExceptionDebts extends Repository<ExceptionDebt, UUID> {

    /** Makes heard what happened to it. */
    ExceptionDebt save(ExceptionDebt debt);

    Optional<ExceptionDebt> findById(UUID id);

    @Query("select d from ExceptionDebt d where d.id in :ids")
    List<ExceptionDebt> findAll(Collection<UUID> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from ExceptionDebt d where d.id = :id")
    Optional<ExceptionDebt> findForUpdate(UUID id);

    @Query("select d.id from ExceptionDebt d where d.debtorId = :debtor and d.state <> PAID")
    List<UUID> unpaidOf(UUID debtor);

    default ExceptionDebt change(UUID id) {
        return findForUpdate(id).orElseThrow(() -> new IllegalStateException("no debt " + id));
    }
}
