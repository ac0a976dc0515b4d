/** How the workbench shows an approval and takes in a vote and a contract. */
@org.jspecify.annotations.NullMarked
package dev.baton.approval.web;
