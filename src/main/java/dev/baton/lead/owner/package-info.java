/** Who looks after a lead: handed over, passed on, taken away, offered to the pool. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.owner;
