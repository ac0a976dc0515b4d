/** Decisions and switches over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.assignment.web;
