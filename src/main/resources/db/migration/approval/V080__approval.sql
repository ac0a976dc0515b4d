-- Contracts, and what is agreed about quotes and contracts. Owned by the module "contract".
create table contract (
    id            uuid primary key,
    deal_id       uuid           not null,
    title         text           not null,
    contract_type text,
    amount        numeric(19, 4) not null,
    currency      char(3)        not null,
    discount      numeric(5, 4)  not null,
    document_id   uuid,
    created_by    uuid           not null,
    created_at    timestamptz    not null,
    changed_by    uuid           not null,
    changed_at    timestamptz    not null
);
create index contract_deal on contract (deal_id, created_at desc);

create table approval (
    id                   uuid primary key,
    -- The first step of an instance takes its approval up once, however often it is delivered.
    process_instance_key bigint         not null unique,
    kind                 text           not null check (kind in ('QUOTE', 'CONTRACT')),
    deal_id              uuid           not null,
    deal_name            text           not null,
    contract_id          uuid,
    title                text           not null,
    owner_id             uuid           not null,
    region               text,
    requested_by         uuid           not null,
    amount               numeric(19, 4) not null,
    currency             char(3)        not null,
    discount             numeric(5, 4)  not null,
    contract_type        text,
    outcome              text           not null check (outcome in ('OPEN', 'APPROVED', 'DECLINED', 'WITHDRAWN')),
    opened_at            timestamptz    not null,
    decided_at           timestamptz,
    decided_by           uuid,
    reason               text,
    -- Codes of what was not as the tables say.
    notices              text[]         not null,
    table_version        integer        not null,
    overdue_at           timestamptz,
    legal_round          integer        not null
);
create index approval_deal on approval (deal_id, opened_at desc);
create unique index approval_running on approval (deal_id, kind) where outcome = 'OPEN';

create table approval_step (
    id          uuid primary key,
    approval_id uuid    not null references approval,
    no          integer not null,
    key         text    not null,
    name_zh     text    not null,
    name_en     text    not null,
    in_order    boolean not null,
    needed      integer not null,
    hours       numeric not null,
    next_level  text    not null,
    -- Whether the contract lies with legal while this step is open.
    legal       boolean not null,
    state       text    not null check (state in ('WAITING', 'OPEN', 'APPROVED', 'DECLINED', 'SKIPPED')),
    opened_at   timestamptz,
    due_at      timestamptz,
    ended_at    timestamptz,
    unique (approval_id, no)
);

-- Whoever appears twice in a step has one place and one vote.
create table approval_seat (
    id              uuid primary key,
    step_id         uuid    not null references approval_step,
    no              integer not null,
    person_id       uuid    not null,
    name            text    not null,
    task_group      text    not null,
    instead_of      uuid,
    instead_of_name text,
    because         text,
    called_at       timestamptz,
    vote            text check (vote in ('approve', 'decline')),
    comment         text,
    voted_at        timestamptz,
    unique (step_id, person_id)
);
create index approval_seat_person on approval_seat (person_id);

create table approval_question (
    id          uuid primary key,
    approval_id uuid        not null references approval,
    asked_by    uuid        not null,
    asked_to    uuid        not null,
    text        text        not null,
    asked_at    timestamptz not null,
    due_at      timestamptz not null,
    nudged_at   timestamptz,
    answer      text,
    answered_at timestamptz
);
create index approval_question_approval on approval_question (approval_id, asked_at);
create index approval_question_asked on approval_question (asked_to);
create unique index approval_question_open on approval_question (approval_id, asked_to) where answered_at is null;

-- Who was called because a contract waited too long: each party once.
create table approval_call (
    id          uuid primary key,
    approval_id uuid        not null references approval,
    kind        text        not null check (kind in ('URGENT_LEGAL', 'COLLABORATION', 'NEXT_LEVEL')),
    party       text        not null,
    person_id   uuid        not null,
    task_group  text        not null,
    called_at   timestamptz not null,
    due_at      timestamptz not null,
    answer      text,
    answered_at timestamptz,
    answered_by uuid,
    unique (approval_id, kind, party)
);
create index approval_call_person on approval_call (person_id);
