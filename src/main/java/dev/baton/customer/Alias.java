package dev.baton.customer;

import java.util.UUID;

/**
 * Another name that a customer is called by.
 *
 * @param origin the customer that it was known of first; a merge does not change it
 */
public record Alias(String name, UUID origin) {}
