package dev.baton.integration;

import dev.baton.lead.NewLead;

/**
 * One outside source of leads: brings what it sends, in its own format, into the one standard lead (LI-06). The JSON
 * API needs none, for its body is the standard lead.
 *
 * @param <M> what arrives from the source
 */
public interface LeadSource<M> {

    NewLead standardise(M arrived);
}
