/** Signed messages from advertising platforms and other sites. */
@org.jspecify.annotations.NullMarked
package dev.baton.integration.hook;
