-- A look at all deals that are stuck, one by one (SG-11). Owned by the module "opportunity".
create table deal_repair_round (
    id        uuid primary key,
    asked_by  uuid        not null,
    asked_at  timestamptz not null,
    due_at    timestamptz not null,
    ended_at  timestamptz
);
create unique index deal_repair_round_open on deal_repair_round ((true)) where ended_at is null;

-- One deal in such a round: where it stood when the round began, what somebody decided, what came of it.
create table deal_repair (
    id          uuid primary key,
    round_id    uuid        not null references deal_repair_round,
    position    integer     not null,
    deal_id     uuid        not null,
    stage       text        not null,
    stage_round integer     not null,
    entered_at  timestamptz not null,
    decision    text check (decision in ('STAYS', 'RETURN', 'LOST')),
    to_stage    text,
    reason      text,
    decided_by  uuid,
    decided_at  timestamptz,
    -- KEPT: nothing had to be moved; SENT: the process has been told; MOVED: it has moved the deal; OVERTAKEN: the deal had
    -- moved by itself before.
    outcome     text check (outcome in ('KEPT', 'SENT', 'MOVED', 'OVERTAKEN')),
    unique (round_id, deal_id)
);
create index deal_repair_position on deal_repair (round_id, position);
create index deal_repair_sent on deal_repair (deal_id, stage_round) where outcome = 'SENT';
