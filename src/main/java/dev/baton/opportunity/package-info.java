/**
 * A deal from the day it is opened until it is won or lost: which stage it stands in, what its gates ask for and what is
 * there; serves the process {@code opportunity-stages}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "engine :: operate",
            "engine :: tables",
            "staff",
            "notification",
            "workbench",
            "audit",
            "evidence",
            "evidence :: files",
            "approval :: deals",
            "greenchannel",
            "lead",
            "lead :: scope",
            "lead :: outcome",
            "web"
        })
@org.jspecify.annotations.NullMarked
package dev.baton.opportunity;
