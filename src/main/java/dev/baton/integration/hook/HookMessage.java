package dev.baton.integration.hook;

import tools.jackson.databind.JsonNode;

/** A message whose signature was right. */
record HookMessage(String channel, HookProperties.Channel rules, JsonNode body, String address) {}
