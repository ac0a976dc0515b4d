package dev.baton.lead.intake;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface IntakeKeys extends Repository<IntakeKey, IntakeKey.Id> {

    IntakeKey save(IntakeKey key);

    Optional<IntakeKey> findById(IntakeKey.Id id);
}
