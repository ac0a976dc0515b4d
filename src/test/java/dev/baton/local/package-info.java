/**
 * The local system: the real database, broker, mail server and browser that the one-command start and the end-to-end
 * tests share. {@link dev.baton.local.LocalParts} says which parts run.
 */
@NullMarked
package dev.baton.local;

import org.jspecify.annotations.NullMarked;
