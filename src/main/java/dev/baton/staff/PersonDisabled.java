package dev.baton.staff;

/** Somebody left or was disabled; published inside the transaction that did it, so that their work can move on. */
public record PersonDisabled(PersonId person) {}
