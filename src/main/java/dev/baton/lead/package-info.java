/**
 * A lead from the moment it arrives until it is qualified, lost or waiting in the pool; serves the process {@code
 * lead-response}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "engine :: operate",
            "engine :: tables",
            "staff",
            "notification",
            "workbench"
        })
@org.jspecify.annotations.NullMarked
package dev.baton.lead;
