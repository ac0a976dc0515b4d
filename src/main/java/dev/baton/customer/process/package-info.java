/** The steps of {@code duplicate-review}. */
@org.jspecify.annotations.NullMarked
package dev.baton.customer.process;
