/** The approvals on file, and who is told about them. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.file;
