-- Customers that were found to be one, and by what they are taken apart again: what the survivor said before and right
-- after, which leads moved from where, what the decision was made on, and what was said differently.
create table customer_merge (
    id                  uuid        primary key,
    survivor_id         uuid        not null references customer,
    loser_ids           uuid[]      not null,
    state               text        not null check (state in ('MERGED', 'UNDONE')),
    facts_before        jsonb       not null,
    facts_after         jsonb       not null,
    survivor_updated_at timestamptz not null,
    moved_leads         jsonb       not null,
    evidence            jsonb       not null,
    conflicts           jsonb       not null,
    by_id               uuid        not null,
    at                  timestamptz not null,
    undone_by           uuid,
    undone_at           timestamptz,
    version             integer     not null
);
create index customer_merge_survivor on customer_merge (survivor_id, at);
create index customer_merge_losers on customer_merge using gin (loser_ids);

-- Who decided that two customers are the same, are not, or belong together.
alter table duplicate_proposal
    add column decided_by uuid,
    add column decided_at timestamptz,
    add column version integer not null default 0;
