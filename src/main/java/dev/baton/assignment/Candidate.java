package dev.baton.assignment;

/**
 * What the weights table sees of a person (F-01).
 *
 * @param saturation open leads in the person's region for each rep on duty there
 * @param responseSeconds sum of the response times of the last 72 hours
 * @param responses how many those are
 * @param open the person's own open leads
 * @param stale whether the figures are too old to count against the person (LA-04)
 */
public record Candidate(
        String id,
        double saturation,
        double responseSeconds,
        long responses,
        long won,
        long closed,
        long open,
        boolean stale) {}
