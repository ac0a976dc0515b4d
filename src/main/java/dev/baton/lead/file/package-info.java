/** The lead itself: its state and its verbs, who may see it, and what has happened to it. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.file;
