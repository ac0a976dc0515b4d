create table lead (
    id                   uuid primary key,
    status               text        not null check (status in ('RECEIVED', 'ASSIGNED', 'POOLED', 'CONTACTED', 'QUALIFIED', 'LOST')),
    name                 text        not null,
    company              text,
    phone                text        not null,
    phone_original       text        not null,
    phone_status         text        not null,
    email                text,
    source               text        not null,
    external_ref         text,
    intent               text        not null,
    region               text,
    industry             text,
    company_size         text,
    utm                  jsonb       not null,
    source_meta          jsonb       not null,
    created_by           uuid,
    owner_id             uuid,
    assigned_by          text,
    round                integer     not null,
    received_at          timestamptz not null,
    first_assigned_at    timestamptz,
    assigned_at          timestamptz,
    opened_at            timestamptz,
    first_touch_at       timestamptz,
    lead_clock_seconds   bigint,
    rep_clock_seconds    bigint,
    window_due_at        timestamptz,
    next_follow_up_at    timestamptz not null,
    last_contact_at      timestamptz,
    follow_up_due_at     timestamptz,
    next_deadline_at     timestamptz,
    process_instance_key bigint,
    reminders_muted      boolean     not null,
    needs_collaboration  boolean     not null,
    hold_reason          text,
    lost_reason          text,
    notices              text[]      not null
);
-- A source tells its own leads apart: the same reference is the same lead.
create unique index lead_external_ref on lead (source, external_ref) where external_ref is not null;
create index lead_today on lead (owner_id, next_deadline_at) where status in ('ASSIGNED', 'CONTACTED');
create index lead_owner on lead (owner_id, id desc);
create index lead_waiting on lead (received_at) where status = 'RECEIVED';
create index lead_pool on lead (region) where status = 'POOLED';
create index lead_untouched on lead (first_assigned_at) where first_touch_at is null and status in ('ASSIGNED', 'POOLED', 'CONTACTED');
create index lead_recently_assigned on lead (first_assigned_at) where first_assigned_at is not null;
create index lead_closed on lead (owner_id, last_contact_at) where status in ('QUALIFIED', 'LOST');
create index lead_phone on lead (phone);
create extension if not exists pg_trgm;
create index lead_name_search on lead using gin (name gin_trgm_ops);
create index lead_company_search on lead using gin (company gin_trgm_ops);

-- What a caller has asked for before: the same key gets the same lead.
create table intake_key (
    caller  text not null,
    key     text not null,
    digest  text not null,
    lead_id uuid not null,
    at      timestamptz not null,
    primary key (caller, key)
);
create index intake_key_at on intake_key (at);

-- One row each time somebody becomes responsible for the first contact.
create table response_window (
    lead_id        uuid        not null,
    round          integer     not null,
    owner_id       uuid        not null,
    region         text,
    source         text        not null,
    started_at     timestamptz not null,
    due_at         timestamptz not null,
    opened_at      timestamptz,
    first_touch_at timestamptz,
    ended_at       timestamptz,
    primary key (lead_id, round)
);
create index response_window_open on response_window (due_at) include (region, owner_id) where ended_at is null;
create index response_window_ended on response_window (ended_at) include (region, owner_id, due_at, first_touch_at) where ended_at is not null;
create index response_window_owner on response_window (started_at) include (owner_id, first_touch_at, ended_at);

-- The timeline: who did what, when.
create table lead_event (
    id      uuid primary key,
    lead_id uuid        not null,
    at      timestamptz not null,
    kind    text        not null,
    by_id   uuid,
    detail  jsonb       not null
);
create index lead_event_lead on lead_event (lead_id, at);

create table contact_entry (
    id                uuid primary key,
    lead_id           uuid        not null,
    at                timestamptz not null,
    by_id             uuid        not null,
    summary           text        not null,
    outcome           text        not null,
    intent            text,
    next_follow_up_at timestamptz
);
create index contact_entry_lead on contact_entry (lead_id, at desc);

create table allocation_alarm (
    id         uuid primary key,
    since      timestamptz not null,
    until      timestamptz,
    waiting    integer     not null,
    element_id text
);
create unique index allocation_alarm_open on allocation_alarm ((true)) where until is null;
