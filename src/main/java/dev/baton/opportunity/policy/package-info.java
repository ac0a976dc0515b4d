/** What the owners' tables and the diagram say about stages; knows no deal. */
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity.policy;
