/** The workbench as people use it: one story for each role, in a real browser on the real system. */
@org.jspecify.annotations.NullMarked
package dev.baton.browser;
