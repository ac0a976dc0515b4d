@org.jspecify.annotations.NullMarked
package dev.baton.integration.demo;
