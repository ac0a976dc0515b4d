/**
 * Files that prove what happened: taken in safely, read, kept by the hash of their content, and written into a chained
 * ledger together with every gate that relied on them. Knows no deal and no contract: whose records the files belong to
 * says an {@link dev.baton.evidence.EvidenceOwner}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "staff", "audit"})
@org.jspecify.annotations.NullMarked
package dev.baton.evidence;
