package dev.baton.assignment;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What candidates are compared with.
 *
 * @param saturationReference mean saturation over all regions
 * @param responseReference mean of the candidates' average response times, in seconds
 * @param teamRate leads won for each one closed, over the whole team
 */
@Schema(name = "AllocationParameters")
public record Parameters(
        @Nullable Double saturationReference,
        @Nullable Double responseReference,
        @Nullable Double teamRate) {}
