/** A service that knows which numbers are in use. */
@org.jspecify.annotations.NullMarked
package dev.baton.integration.verification;
