/** What is said of a contact, and what of it must be there for it to count. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.contact;
