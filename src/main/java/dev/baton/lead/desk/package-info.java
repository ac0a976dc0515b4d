/** What leads show to the engine and to the desk: their tasks, and their instances when those are lost. */
@org.jspecify.annotations.NullMarked
package dev.baton.lead.desk;
