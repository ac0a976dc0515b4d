/** From the opening of an approval to its decision: who is asked, what they answer, what it adds up to. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.vote;
