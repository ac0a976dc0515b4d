-- Rates, dwell and flows of a period read this and nothing of the table; it holds all that deal_transition_quality did.
create index deal_transition_passages on deal_transition (at)
    include (kind, from_stage, to_stage, dwell_seconds, region, owner_id, deal_id);
drop index deal_transition_quality;
