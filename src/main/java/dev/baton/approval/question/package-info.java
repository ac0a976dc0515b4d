/** What an approver asks a colleague before voting. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.question;
