/** The days and hours on which this house works. */
@org.jspecify.annotations.NullMarked
package dev.baton.staff.calendar;
