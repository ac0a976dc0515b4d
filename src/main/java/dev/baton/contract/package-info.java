/**
 * What has to be agreed before a quote or a contract goes out: who approves, who is late, what may be skipped and what
 * is owed for it; serves the processes {@code contract-approval}, {@code quote-countersign} and {@code green-channel}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "engine", "staff", "notification", "workbench", "audit", "evidence"})
@org.jspecify.annotations.NullMarked
package dev.baton.contract;
