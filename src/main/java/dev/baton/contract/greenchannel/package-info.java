/** Exceptions that somebody entitled grants: which steps one skips, who may grant it, and the explanation it owes. */
@NullMarked
package dev.baton.contract.greenchannel;

import org.jspecify.annotations.NullMarked;
