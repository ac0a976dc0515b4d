/** What is hashed, and how it is written so that its hash stays what it was. */
@org.jspecify.annotations.NullMarked
package dev.baton.evidence.digest;
