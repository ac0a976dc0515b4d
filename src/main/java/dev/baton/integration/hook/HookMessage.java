package dev.baton.integration.hook;

import com.fasterxml.jackson.databind.JsonNode;

/** A message whose signature was right. */
record HookMessage(String channel, HookProperties.Channel rules, JsonNode body, String address) {}
