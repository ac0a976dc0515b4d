package dev.baton.staff.people;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AbsenceSources extends Repository<AbsenceSource, Boolean> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from AbsenceSource s")
    AbsenceSource change();
}
