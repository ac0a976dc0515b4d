-- Files of leads. The file itself lies in the spool folder until its last row is done.
create table lead_import (
    id                   uuid primary key,
    uploaded_by          uuid        not null,
    language             text        not null,
    file_name            text        not null,
    bytes                bigint      not null,
    plan                 jsonb       not null,
    status               text        not null check (status in ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED')),
    received             integer     not null default 0,
    accepted             integer     not null default 0,
    duplicates           integer     not null default 0,
    rejected             integer     not null default 0,
    last_line            bigint      not null default 1,
    unreadable_from_line bigint,
    created_at           timestamptz not null,
    touched_at           timestamptz not null,
    finished_at          timestamptz
);
create index lead_import_open on lead_import (touched_at) where finished_at is null;
create index lead_import_created on lead_import (created_at desc);

-- Which row became which lead; committed together with the lead and with the progress of the import.
create table import_row (
    import_id uuid   not null references lead_import (id),
    line      bigint not null,
    lead_id   uuid   not null,
    primary key (import_id, line)
);
create index import_row_lead on import_row (lead_id);

-- Rows that could not be taken, as they were.
create table import_reject (
    import_id uuid   not null references lead_import (id),
    line      bigint not null,
    field     text,
    reason    text   not null,
    cells     text[] not null,
    raw       text,
    primary key (import_id, line)
);
