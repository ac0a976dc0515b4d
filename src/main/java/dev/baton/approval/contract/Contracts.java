package dev.baton.approval.contract;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Contracts extends Repository<Contract, UUID> {

    /** Makes heard what happened to it. */
    Contract save(Contract contract);

    Optional<Contract> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Contract c where c.id = :id")
    Optional<Contract> findForUpdate(UUID id);

    /** Newest first. */
    @Query("select c from Contract c where c.dealId = :dealId order by c.createdAt desc, c.id desc")
    List<Contract> ofDeal(UUID dealId);

    /** The contract that an approval is about: the newest one of the deal. */
    @Query("select c from Contract c where c.dealId = :dealId order by c.createdAt desc, c.id desc limit 1")
    Optional<Contract> newest(UUID dealId);
}
