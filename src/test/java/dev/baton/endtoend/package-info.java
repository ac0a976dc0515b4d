/** The whole of Baton over HTTP, on the real broker and a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.baton.endtoend;
