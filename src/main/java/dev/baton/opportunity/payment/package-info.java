/** What came in for a deal: where the payback cycle ends (F-13). */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.payment;
