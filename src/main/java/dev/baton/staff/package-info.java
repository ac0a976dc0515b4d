/** People, regions, roles and absence: who may receive leads, who supervises whom, who is calling. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "shared")
@org.jspecify.annotations.NullMarked
package dev.baton.staff;
