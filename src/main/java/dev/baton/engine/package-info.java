/**
 * The border between PostgreSQL and Camunda: messages out, jobs in, user tasks, deadlines and deployment, each in one
 * place; serves every process.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "shared")
@org.jspecify.annotations.NullMarked
package dev.baton.engine;
