/**
 * What the names, numbers and codes of customers are made of, so that they can be compared part by part: pure functions
 * over text, without a database.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.customer.naming;
