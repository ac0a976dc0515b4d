package dev.baton.staff.account;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface OutsideIdentities extends Repository<OutsideIdentity, OutsideIdentity.Account> {

    Optional<OutsideIdentity> findById(OutsideIdentity.Account account);

    OutsideIdentity save(OutsideIdentity identity);
}
