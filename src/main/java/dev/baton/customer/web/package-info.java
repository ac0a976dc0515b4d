/** Customers over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.customer.web;
