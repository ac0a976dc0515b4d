-- Exceptions: who asked to leave out what, who granted it, and what is owed for it. Owned by the module "contract".
create table green_channel (
    id                   uuid primary key,
    deal_id              uuid,
    name                 text           not null,
    owner_id             uuid,
    region               text,
    amount               numeric(19, 4),
    currency             char(3),
    purpose              text           not null check (purpose in ('STAGE_JUMP', 'SKIP_APPROVAL')),
    from_step            text,
    to_step              text,
    steps                text[]         not null,
    reason               text           not null,
    evidence             uuid[]         not null,
    asked_by             uuid           not null,
    asked_at             timestamptz    not null,
    process_instance_key bigint,
    state                text           not null default 'ASKED'
                         check (state in ('ASKED', 'GRANTED', 'USED', 'REFUSED', 'UNANSWERED')),
    -- Who may answer at this level, and what a grant would cost, as the table said.
    level                integer        not null default 0,
    groups               text[]         not null default '{}',
    answer_due_at        timestamptz,
    explain_days         integer        not null default 0,
    daily_rate           numeric(10, 2) not null default 0,
    decided_by           uuid check (decided_by <> asked_by),
    decided_at           timestamptz,
    decision_reason      text,
    used_at              timestamptz
);
create index green_channel_deal on green_channel (deal_id, asked_at);
create index green_channel_asked on green_channel (asked_at);
create index green_channel_region on green_channel (region, asked_at);
-- The same exception is asked for once at a time.
create unique index green_channel_open on green_channel (deal_id, purpose, coalesce(from_step, ''), coalesce(to_step, ''), steps)
    where state in ('ASKED', 'GRANTED');

create table exception_debt (
    id           uuid primary key references green_channel (id),
    debtor_id    uuid        not null,
    due_at       timestamptz not null,
    state        text        not null default 'OPEN' check (state in ('OPEN', 'ESCALATED', 'PAID')),
    escalated_at timestamptz,
    paid_at      timestamptz,
    paid_by      uuid,
    explanation  text
);
create index exception_debt_unpaid on exception_debt (due_at) where state <> 'PAID';
create index exception_debt_debtor on exception_debt (debtor_id);
