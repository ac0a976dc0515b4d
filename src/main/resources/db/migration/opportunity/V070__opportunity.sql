-- Deals: what may become a contract, and how far it has come. Owned by the module "opportunity".
create table deal (
    id                    uuid primary key,
    lead_id               uuid,
    external_ref          text,
    name                  text           not null,
    customer_name         text           not null,
    customer_type         text           not null check (customer_type in ('smb', 'enterprise', 'government')),
    customer_email        text,
    amount                numeric(19, 4) not null,
    currency              char(3)        not null,
    discount              numeric(5, 4)  not null,
    expected_close_on     date           not null,
    contract_type         text,
    owner_id              uuid           not null,
    region                text,
    created_by            uuid           not null,
    created_at            timestamptz    not null,
    process_instance_key  bigint,
    variant               text,
    state                 text           not null check (state in ('OPEN', 'WON', 'LOST')),
    -- Where the process stands: written by its steps and by nothing else. Absent until the first step.
    stage                 text,
    entered_at            timestamptz,
    due_at                timestamptz,
    freeze_at             timestamptz,
    stage_round           integer        not null,
    substate              text,
    substate_since        timestamptz,
    -- From when its limit counts: since it was ticked, or since somebody said why it stands.
    substate_watched_from timestamptz,
    substate_round        integer        not null,
    round                 integer        not null,
    performance_suspended boolean        not null,
    missing_count         integer        not null,
    blocker_wanted        boolean        not null,
    -- The kinds of approval that stand.
    approved              text[]         not null,
    -- What the last gate let through, until the next stage takes it up.
    pass_kind             text,
    pass_to               text,
    pass_reason           text,
    pass_by               uuid,
    closed_at             timestamptz,
    close_reason          text
);
-- A lead becomes one deal, and a row of a file as well.
create unique index deal_lead on deal (lead_id) where lead_id is not null;
create unique index deal_external_ref on deal (external_ref) where external_ref is not null;
-- Boards and funnels read these and nothing of the table.
create index deal_funnel on deal (stage, currency)
    include (amount, region, owner_id, performance_suspended, entered_at, missing_count, blocker_wanted, variant, approved)
    where state = 'OPEN';
create index deal_funnel_region on deal (region, stage, currency)
    include (amount, owner_id, performance_suspended, entered_at, missing_count, blocker_wanted, variant, approved)
    where state = 'OPEN';
create index deal_board on deal (stage, entered_at) where state = 'OPEN';
create index deal_board_region on deal (region, stage, entered_at) where state = 'OPEN';
create index deal_board_owner on deal (owner_id, stage, entered_at) where state = 'OPEN';
create index deal_entered on deal (entered_at) where state = 'OPEN';
create index deal_won on deal (variant, closed_at desc) where state = 'WON';
create index deal_name_search on deal using gin (name gin_trgm_ops);
create index deal_customer_search on deal using gin (customer_name gin_trgm_ops);

-- Every change of stage, as the process made it.
create table deal_transition (
    id            uuid primary key,
    deal_id       uuid        not null,
    at            timestamptz not null,
    from_stage    text,
    to_stage      text        not null,
    kind          text        not null check (kind in ('START', 'ADVANCE', 'RETURN', 'JUMP', 'REPAIR', 'WON', 'LOST')),
    reason        text,
    by_id         uuid,
    dwell_seconds bigint,
    region        text,
    owner_id      uuid        not null,
    variant       text
);
create index deal_transition_deal on deal_transition (deal_id, at);
create index deal_transition_quality on deal_transition (at) include (kind, from_stage, region, owner_id);
create index deal_transition_dwell on deal_transition (from_stage, at desc) include (dwell_seconds) where from_stage is not null;

create table deal_substate (
    deal_id  uuid        not null,
    round    integer     not null,
    stage    text        not null,
    substate text        not null,
    since    timestamptz not null,
    until    timestamptz,
    by_id    uuid,
    primary key (deal_id, round)
);

-- What somebody said about a condition of a gate; a condition that a file proves needs no row.
create table deal_condition (
    deal_id     uuid        not null,
    stage       text        not null,
    code        text        not null,
    met         boolean     not null,
    evidence_id uuid,
    by_id       uuid        not null,
    at          timestamptz not null,
    primary key (deal_id, stage, code)
);

create table deal_action (
    deal_id uuid        not null,
    stage   text        not null,
    key     text        not null,
    done_at timestamptz not null,
    by_id   uuid        not null,
    -- The field that doing it writes, for example content_sent=whitepaper_v3, and what it is worth.
    written text,
    depth   integer     not null,
    primary key (deal_id, stage, key)
);

-- Why a deal does not move: asked when a sub-state stands too long, kept with the answer.
create table deal_blocker (
    deal_id     uuid        not null,
    round       integer     not null,
    stage       text        not null,
    substate    text        not null,
    asked_at    timestamptz not null,
    reason      text,
    note        text,
    answered_at timestamptz,
    by_id       uuid,
    primary key (deal_id, round)
);
create index deal_blocker_open on deal_blocker (asked_at) where answered_at is null;

-- The timeline: who did what, when.
create table deal_event (
    id      uuid primary key,
    deal_id uuid        not null,
    at      timestamptz not null,
    kind    text        not null,
    by_id   uuid,
    detail  jsonb       not null
);
create index deal_event_deal on deal_event (deal_id, at);
