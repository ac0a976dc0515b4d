/** The steps of {@code green-channel}. */
@org.jspecify.annotations.NullMarked
package dev.baton.greenchannel.process;
