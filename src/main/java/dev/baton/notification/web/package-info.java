/** What people see of notices: their own list, the live stream, and for managers the trace of every channel. */
@org.jspecify.annotations.NullMarked
package dev.baton.notification.web;
