package dev.baton.staff;

/** What a token may do of what its person may do; no token handles tokens, passwords and accounts. */
public enum TokenScope {
    /** Read. */
    READ,
    /** Read and change. */
    WRITE,
    /** Hand in leads and lists of them, and see what became of those. */
    INTAKE
}
