/** How the workbench asks for an exception and shows what was granted. */
@org.jspecify.annotations.NullMarked
package dev.baton.greenchannel.web;
