/** Evidence over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.evidence.web;
