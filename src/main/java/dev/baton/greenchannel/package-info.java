/**
 * Exceptions that somebody entitled grants: which steps one skips, who may grant it, and the explanation it owes; serves
 * the process {@code green-channel}.
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
            "evidence"
        })
@org.jspecify.annotations.NullMarked
package dev.baton.greenchannel;
