package dev.baton.customer;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Proposals extends Repository<Proposal, UUID> {

    Proposal save(Proposal proposal);

    boolean existsByOneIdAndOtherId(UUID one, UUID other);

    @Query(
            "select p from Proposal p where p.state = 'OPEN' and (p.oneId = :customer or p.otherId = :customer) order by p.score desc, p.id")
    List<Proposal> findOpenOf(UUID customer);
}
