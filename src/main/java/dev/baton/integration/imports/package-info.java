/** Files of leads and deals: taken at once, worked through in the background, every row accounted for. */
@org.jspecify.annotations.NullMarked
package dev.baton.integration.imports;
