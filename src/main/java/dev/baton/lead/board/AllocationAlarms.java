package dev.baton.lead.board;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AllocationAlarms extends Repository<AllocationAlarm, UUID> {

    AllocationAlarm save(AllocationAlarm alarm);

    /** There is one at most: the table sees to that. */
    @Query("select a from AllocationAlarm a where a.endedAt is null")
    Optional<AllocationAlarm> findOpen();
}
