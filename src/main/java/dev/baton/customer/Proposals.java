package dev.baton.customer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Proposals extends Repository<Proposal, UUID> {

    Proposal save(Proposal proposal);

    Optional<Proposal> findById(UUID id);

    Optional<Proposal> findByOneIdAndOtherId(UUID one, UUID other);

    boolean existsByOneIdAndOtherId(UUID one, UUID other);

    /** Those of which nobody said anything yet, the likeliest first. */
    @Query("""
            select p from Proposal p where p.state = 'OPEN' and (p.oneId in :customers or p.otherId in :customers)
            order by p.score desc, p.id""")
    List<Proposal> findOpenOf(Collection<UUID> customers);

    /** The likeliest first. */
    List<Proposal> findByStateOrderByScoreDescId(Proposal.State state, Limit atMost);

    /** Pairs among these customers, or of what they are made of, that somebody said are not the same. */
    @Query("select p from Proposal p where p.state = 'NOT_SAME' and p.oneId in :customers and p.otherId in :customers")
    List<Proposal> findToldApart(Collection<UUID> customers);

    /** Pairs among these customers that somebody is asked about, now or another day. */
    @Query("""
            select p from Proposal p
            where p.state in ('OPEN', 'LATER') and p.oneId in :customers and p.otherId in :customers""")
    List<Proposal> findUndecidedWithin(Collection<UUID> customers);

    default Optional<Proposal> findOf(UUID one, UUID other) {
        return Proposal.isBefore(one, other) ? findByOneIdAndOtherId(one, other) : findByOneIdAndOtherId(other, one);
    }
}
