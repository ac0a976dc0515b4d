/** The steps of {@code contract-approval}, {@code quote-countersign} and {@code green-channel}. */
@org.jspecify.annotations.NullMarked
package dev.baton.contract.process;
