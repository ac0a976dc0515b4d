-- An organisation or a person, known once. What is kept of it beside its own fields lies in its row: contacts and other
-- names with the customer that they came from, so that a merge can be taken apart again.
create table customer (
    id           uuid        primary key,
    type         text        not null check (type in ('ORGANISATION', 'PERSON')),
    name         text        not null,
    contacts     jsonb       not null,
    aliases      jsonb       not null,
    credit_code  text,
    tax_number   text,
    icp_number   text,
    legal_person text,
    address      text,
    region       text,
    industry     text,
    merged_into  uuid        references customer,
    created_by   uuid,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      integer     not null,
    -- What it is found by: numbers, addresses and codes as they are compared, and the beginnings of its name.
    keys         text[]      not null,
    -- Characters and pairs of neighbours of all its names, and how these sound.
    grams        text[]      not null,
    sounds       text[]      not null,
    sounding     tsvector    generated always as (array_to_tsvector(sounds)) stored
);
-- Among those that count, a code belongs to one.
create unique index customer_credit_code on customer (credit_code) where credit_code is not null and merged_into is null;
create unique index customer_tax_number on customer (tax_number) where tax_number is not null and merged_into is null;
create index customer_credit_code_start on customer (credit_code text_pattern_ops)
    where credit_code is not null and merged_into is null;
create index customer_keys on customer using gin (keys) where merged_into is null;
create index customer_grams on customer using gin (grams) where merged_into is null;
create index customer_sounding on customer using gin (sounding) where merged_into is null;
create index customer_merged_into on customer (merged_into) where merged_into is not null;

-- Whose lead it is; the customer that it came to first never changes.
create table customer_lead (
    lead_id            uuid        primary key,
    customer_id        uuid        not null references customer,
    origin_customer_id uuid        not null references customer,
    source             text        not null,
    arrived_at         timestamptz not null
);
create index customer_lead_customer on customer_lead (customer_id);

-- What was corrected: the old value stays readable.
create table customer_change (
    id          uuid        primary key,
    customer_id uuid        not null references customer,
    field       text        not null,
    old_value   text,
    new_value   text,
    by_id       uuid        not null,
    at          timestamptz not null
);
create index customer_change_customer on customer_change (customer_id, at);

-- Two customers that may be one: a person decides. With everything that the score came from.
create table duplicate_proposal (
    id           uuid        primary key,
    one_id       uuid        not null references customer,
    other_id     uuid        not null references customer,
    outcome      text        not null,
    score        numeric     not null,
    parts        jsonb       not null,
    reasons      text[]      not null,
    policy       bigint      not null,
    state        text        not null check (state in ('OPEN', 'SAME', 'NOT_SAME', 'RELATED', 'LATER')),
    proposed_at  timestamptz not null,
    check (one_id < other_id)
);
create unique index duplicate_proposal_pair on duplicate_proposal (one_id, other_id);
create index duplicate_proposal_other on duplicate_proposal (other_id);
