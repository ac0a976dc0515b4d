-- Every decision about an owner, with all that is needed to make it again.
create table assignment_decision (
    id                     uuid primary key,
    lead_id                uuid        not null,
    round                  integer     not null,
    kind                   text        not null,
    decided_at             timestamptz,
    prepared_at            timestamptz not null,
    owner_id               uuid,
    fallback_reason        text,
    route                  text,
    process_instance_key   bigint      not null,
    process_definition_key bigint      not null,
    process_version        integer     not null,
    weights_table_key      bigint,
    weights_table_version  integer,
    -- routing, parameters, candidates and exclusions as the rule saw them
    inputs                 jsonb       not null,
    weights                jsonb,
    credits_before         jsonb,
    credits_after          jsonb
);
create index assignment_decision_lead on assignment_decision (lead_id, prepared_at);
create index assignment_decision_at on assignment_decision (decided_at desc) where decided_at is not null;

-- What each rep is owed, in millionths of a lead; one row a route, so that its lock makes decisions one after another.
create table credit_account (
    route      text primary key,
    credits    jsonb       not null,
    changed_at timestamptz not null
);

create table routing_switch (
    name       text primary key,
    is_on      boolean     not null,
    changed_at timestamptz not null,
    changed_by text
);

-- Leads that wait for a switch or for facts that cannot be trusted now.
create table held_lead (
    lead_id uuid primary key,
    reason  text        not null,
    since   timestamptz not null,
    until   timestamptz not null
);
