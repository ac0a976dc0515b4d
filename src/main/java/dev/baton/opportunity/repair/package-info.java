/** Deals whose record and process have parted, and how a person brings them together again. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.repair;
