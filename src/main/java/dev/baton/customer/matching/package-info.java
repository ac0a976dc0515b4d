/**
 * Whether two records mean the same customer: one pure function, whose fields, weights and limits its owner keeps in
 * {@code match-policy.dmn}.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.customer.matching;
