package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface People extends Repository<Employee, UUID> {

    Employee save(Employee employee);

    void flush();

    Optional<Employee> findById(UUID id);

    @Query("select count(e) = 0 from Employee e")
    boolean nobodyYet();

    @Query("select count(e) > 0 from Employee e where lower(e.login) = lower(:login)")
    boolean isTaken(String login);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Employee e where e.id = :id")
    Optional<Employee> findForUpdate(UUID id);

    /** Locked in one order, so that what must hold for all administrators together is decided by one at a time. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Employee e where e.active = true and :role member of e.roles order by e.id")
    List<Employee> findActiveForUpdate(Role role);

    default Optional<Employee> find(PersonId id) {
        return findById(id.value());
    }

    default Employee change(PersonId id) {
        return findForUpdate(id.value()).orElseThrow(() -> Refusal.notFound("person-not-found"));
    }
}
