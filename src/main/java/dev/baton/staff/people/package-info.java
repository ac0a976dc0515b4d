/** The persons themselves: who is on file, in service, away, and who may see and change whom. */
@org.jspecify.annotations.NullMarked
package dev.baton.staff.people;
