/** Tasks and process maps over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.baton.workbench.web;
