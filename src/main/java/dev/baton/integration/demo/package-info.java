/** Leads of the demonstration, where the profile local is on. */
@org.jspecify.annotations.NullMarked
package dev.baton.integration.demo;
