/**
 * The door of the house: who is calling, what each role may ask for, how a refusal reads, what browsers may do with
 * the pages.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "staff", "staff :: provider"})
@org.jspecify.annotations.NullMarked
package dev.baton.web;
