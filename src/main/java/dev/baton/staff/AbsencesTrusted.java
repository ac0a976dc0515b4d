package dev.baton.staff;

/** What is known of absences can be believed again; published inside the transaction that says so (LA-13, LA-22). */
public record AbsencesTrusted() {}
