/** Leads as other modules may know of them: that one came in, what it said, and which of them somebody may read. */
@org.springframework.modulith.NamedInterface("arrival")
@org.jspecify.annotations.NullMarked
package dev.baton.lead.arrival;
