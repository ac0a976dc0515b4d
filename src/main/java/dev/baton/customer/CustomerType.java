package dev.baton.customer;

/** What kind of party a customer is. */
public enum CustomerType {
    ORGANISATION,
    PERSON
}
