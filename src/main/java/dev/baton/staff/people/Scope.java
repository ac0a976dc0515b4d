package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;

/** Who may see and change whom (AC-01, AC-02). */
final class Scope {

    private Scope() {}

    /** Supervisors see their region, reps their colleagues there; directors and administrators see everybody. */
    static boolean sees(Caller caller, Person person) {
        return caller.seesEverything()
                || caller.id().equals(person.id())
                || (caller.region() != null && caller.region().equals(person.region()));
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
