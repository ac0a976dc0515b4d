/** The audit trail over HTTP, and the export that is closed. */
@org.jspecify.annotations.NullMarked
package dev.baton.audit.web;
