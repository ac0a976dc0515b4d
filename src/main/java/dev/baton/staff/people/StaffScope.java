package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;

/** Who may see and change whom (AC-01, AC-02). */
final class StaffScope {

    private StaffScope() {}

    /**
     * Directors and administrators see everybody, supervisors their region; reps see their colleagues there who are still
     * with the house.
     */
    static boolean sees(Caller caller, Person person) {
        if (caller.seesEverything() || caller.id().equals(person.id())) {
            return true;
        }
        return caller.region() != null
                && caller.region().equals(person.region())
                && (person.active() || caller.has(Role.SUPERVISOR));
    }

    /** Somebody out of sight is answered as not existing, somebody in sight but out of reach as not allowed. */
    static void mustManage(Caller caller, Person person) {
        if (!sees(caller, person)) {
            throw Refusal.notFound("person-not-found");
        }
        if (!manages(caller, person)) {
            throw Refusal.forbidden("not-allowed");
        }
    }

    private static boolean manages(Caller caller, Person person) {
        if (caller.has(Role.ADMIN)) {
            return true;
        }
        if (caller.has(Role.DIRECTOR)) {
            return !person.has(Role.ADMIN);
        }
        return caller.supervises(person.region()) && person.roles().stream().allMatch(role -> role == Role.REP);
    }
}
