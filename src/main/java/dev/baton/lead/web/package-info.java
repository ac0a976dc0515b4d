/** Leads over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.web;
