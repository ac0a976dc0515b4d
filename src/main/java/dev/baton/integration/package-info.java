/**
 * Doors to the outside: files, the public form and signed webhooks bring leads in, files also deals, and a verification
 * service is asked about numbers. Each door has a package of its own; all of them hand one standard lead to the module
 * {@code lead}, or a new deal to the module {@code opportunity}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "audit",
            "lead",
            "lead :: intake",
            "opportunity",
            "opportunity :: deal",
            "staff",
            "shared",
            "web"
        })
@org.jspecify.annotations.NullMarked
package dev.baton.integration;
