/** Who is called when an approval waits too long. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.escalation;
