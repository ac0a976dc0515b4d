/**
 * A customer, known once: the organisation or person behind leads and deals, found by name, sound, number and code, with
 * everything that was ever said of them in one place.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "engine :: tables",
            "staff",
            "audit",
            "notification",
            "workbench",
            "lead",
            "lead :: arrival"
        })
@org.jspecify.annotations.NullMarked
package dev.baton.customer;
