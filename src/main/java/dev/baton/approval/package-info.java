/**
 * What has to be agreed before a quote or a contract goes out: who approves, who is late and who is called; serves the
 * processes {@code contract-approval} and {@code quote-countersign}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "engine :: tables",
            "staff",
            "notification",
            "workbench",
            "audit",
            "evidence",
            "greenchannel"
        })
@org.jspecify.annotations.NullMarked
package dev.baton.approval;
