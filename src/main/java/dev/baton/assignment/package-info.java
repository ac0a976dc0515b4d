/**
 * Who gets a lead, and why: candidates, weights, the choice, its record and its replay; serves the process {@code
 * lead-response}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "engine", "staff", "lead", "lead :: scope", "lead :: owner"})
@org.jspecify.annotations.NullMarked
package dev.baton.assignment;
