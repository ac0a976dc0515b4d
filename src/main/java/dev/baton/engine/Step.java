package dev.baton.engine;

/** Where in which instance a job stands. */
public record Step(
        long jobKey,
        String elementId,
        long elementInstanceKey,
        long processInstanceKey,
        long processDefinitionKey,
        int processVersion,
        int delivery) {}
