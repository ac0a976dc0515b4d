/**
 * Looks at a file before it is taken: what it really is, whether it is safe to keep and to open, and what it says. Files
 * are hostile until they have been through here.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.evidence.inspection;
