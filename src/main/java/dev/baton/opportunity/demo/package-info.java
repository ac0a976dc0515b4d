/** A handful of deals for a first look at the system. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.demo;
