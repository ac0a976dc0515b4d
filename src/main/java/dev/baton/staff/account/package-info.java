/** Accounts of persons: what proves somebody, what was proved with it, and how often one may try. */
@org.jspecify.annotations.NullMarked
package dev.baton.staff.account;
