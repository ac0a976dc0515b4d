-- The trail is sealed a little later than it is written, many entries at a time, so that nobody who writes waits for
-- anybody else. Owned by the module "audit".
create table audit_seal (
    number   bigint primary key,
    at       timestamptz not null,
    -- Whatever was written up to then has a seal, but for what was on its way in a transaction.
    until    timestamptz not null,
    entries  integer     not null check (entries > 0),
    -- Of the digests of its entries, in the order of their ids.
    digest   text        not null,
    previous text        not null unique,
    hash     text        not null unique
);

create table audit_sealed (
    entry_id uuid primary key,
    seal     bigint not null,
    digest   text   not null
);
create index audit_sealed_seal on audit_sealed (seal, entry_id);

select make_append_only('audit_seal');
select make_append_only('audit_sealed');
