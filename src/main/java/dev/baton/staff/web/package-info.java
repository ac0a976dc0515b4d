/** The staff over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.staff.web;
