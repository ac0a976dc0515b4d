package dev.baton.staff;

/** What a person may do; a person can have several roles. */
public enum Role {
    REP,
    SUPERVISOR,
    DIRECTOR,
    PROCESS_OWNER,
    FINANCE,
    LEGAL,
    CUSTOMER_SUCCESS,
    MARKETING,
    ADMIN,
    /** A machine account that may only hand in leads. */
    INTAKE
}
