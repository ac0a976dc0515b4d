/** Deals, boards and funnels over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.web;
