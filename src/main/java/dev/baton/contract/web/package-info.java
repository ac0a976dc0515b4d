/** Approvals, contracts, green channels and debts over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.contract.web;
