package dev.baton.integration.imports;

import java.util.List;
import java.util.Map;

/**
 * How a file is read, settled when it is taken in.
 *
 * @param columns which columns hold a field, counted from 0; of several the first that says something counts, and the
 *     parts of a name are put together
 * @param defaults what a field is where its column is absent or empty
 */
record ImportPlan(
        TextEncoding encoding,
        char delimiter,
        List<String> headers,
        Map<String, List<Integer>> columns,
        Map<String, String> defaults) {}
