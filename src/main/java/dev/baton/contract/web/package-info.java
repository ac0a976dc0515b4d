/** Approvals, contracts and what may be skipped over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.contract.web;
