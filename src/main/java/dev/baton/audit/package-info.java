/** Who did what, when, from where, before and after (AC-04, AC-08): written once, changed by nobody. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "staff", "notification"})
@org.jspecify.annotations.NullMarked
package dev.baton.audit;
