/** One message to one person on one channel, once per event, with a visible trace of what became of it. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "staff"})
@org.jspecify.annotations.NullMarked
package dev.baton.notification;
