/** The review of customers that may be one: who is asked, what is answered, and what the record makes of it. */
@org.jspecify.annotations.NullMarked
package dev.baton.customer.review;
