-- One row for one message to one person on one channel; together they are the trace of what became of a notice.
create table notification_delivery (
    id              uuid        primary key,
    -- "C": the deliveries of a lead are found by the beginning of the event's name
    event           text        collate "C" not null,
    person_id       uuid        not null,
    channel         text        not null,
    template        text        not null,
    language        text        not null,
    placeholders    jsonb       not null,
    path            text        not null,
    state           text        not null,
    reason          text,
    replaced_by     text,
    stands_in_for   text,
    attempts        integer     not null default 0,
    last_error      text,
    reference       text,
    created_at      timestamptz not null,
    failing_since   timestamptz,
    -- when a sender may take it: the end of the present lease or of the back-off; null once it is settled
    next_attempt_at timestamptz,
    sent_at         timestamptz,
    constraint notification_delivery_once unique (event, person_id, channel),
    constraint notification_delivery_state check (state in ('PENDING', 'RETRYING', 'SENT', 'FAILED', 'SKIPPED', 'REPLACED')),
    constraint notification_delivery_open check ((next_attempt_at is not null) = (state in ('PENDING', 'RETRYING')))
);

create index notification_delivery_due on notification_delivery (channel, next_attempt_at) where next_attempt_at is not null;

-- What a person finds in the workbench; written together with its delivery, so it can neither get lost nor be repeated.
create table in_app_notice (
    id         uuid        primary key,
    seq        bigint      generated always as identity,
    person_id  uuid        not null,
    title      text        not null,
    text       text        not null,
    path       text        not null,
    created_at timestamptz not null,
    read_at    timestamptz
);

create unique index in_app_notice_newest on in_app_notice (person_id, seq desc);
create index in_app_notice_unread on in_app_notice (person_id) where read_at is null;
