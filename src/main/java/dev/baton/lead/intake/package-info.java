/** How a lead comes in: what it must say, whether it is known already, whether its number is one. */
@org.springframework.modulith.NamedInterface("intake")
@org.jspecify.annotations.NullMarked
package dev.baton.lead.intake;
