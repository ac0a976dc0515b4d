/** The form that anybody may fill in. */
@org.jspecify.annotations.NullMarked
package dev.baton.integration.form;
