/** The contracts of deals, each with its file. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.contract;
