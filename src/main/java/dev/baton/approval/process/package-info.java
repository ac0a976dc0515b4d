/** The steps of {@code contract-approval} and {@code quote-countersign}. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.process;
