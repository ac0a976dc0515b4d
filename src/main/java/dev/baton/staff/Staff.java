package dev.baton.staff;

import java.util.List;
import java.util.Optional;

/** Answers who is who; reads are cached for seconds, so they can be asked for every lead. */
public interface Staff {

    Optional<Person> find(PersonId id);

    Optional<Person> findByLogin(String login);

    /** Everybody who has the role {@link Role#REP}, in a stable order, whatever their state. */
    List<Person> reps();

    /** Everybody whose home is the region, in a stable order, whatever their state and roles. */
    List<Person> of(String region);

    /** Everybody active who has the role, in a stable order, on leave or not. */
    List<Person> having(Role role);

    /** Active supervisors of the region; the active directors where the region has none or is unknown. */
    List<Person> supervisorsOf(@org.jspecify.annotations.Nullable String region);

    /** Takes what nobody else can be found for: the configured fallback person, else an active director. */
    Person fallbackOwner();

    List<Region> regions();

    /** Whether the absence records can be trusted now; false while their source is known to be out of order. */
    boolean absencesTrustworthy();
}
