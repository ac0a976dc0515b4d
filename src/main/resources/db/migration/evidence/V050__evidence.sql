-- Files that prove what happened. Their content lies outside, under its hash. Owned by the module "evidence".
create table evidence_piece (
    id                 uuid primary key,
    record_kind        text        not null,
    record_id          uuid        not null,
    stage              text        not null,
    kind               text        not null,
    file_name          text        not null,
    content_type       text        not null,
    bytes              bigint      not null check (bytes > 0),
    sha256             text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    by_id              uuid        not null,
    at                 timestamptz not null,
    reading            text        not null,
    -- The amounts and dates of its text, and how they differ from the record.
    found              jsonb       not null,
    mismatch           jsonb,
    mismatch_reason    text,
    mismatch_reason_by uuid,
    mismatch_reason_at timestamptz,
    deleted_at         timestamptz,
    deleted_by         uuid,
    deletion_reason    text
);
create index evidence_piece_record on evidence_piece (record_kind, record_id, at desc, id desc);
-- The same file for the same purpose is one piece, also when it arrives twice at once.
create unique index evidence_piece_once on evidence_piece (record_kind, record_id, stage, kind, sha256)
    where deleted_at is null;
create index evidence_piece_content on evidence_piece (sha256);

-- Each entry's hash is that of the entry before it and of its own text, so that none can be changed, put in between or
-- taken away later. The text is kept as it was hashed; the columns before it only serve to find it.
create table evidence_ledger (
    number      bigint primary key,
    kind        text not null,
    record_kind text not null,
    record_id   uuid not null,
    entry       text not null,
    -- Two entries after the same one would be a fork.
    previous    text not null unique,
    hash        text not null unique
);
create index evidence_ledger_record on evidence_ledger (record_kind, record_id, number desc);

select make_append_only('evidence_ledger');

-- Files that arrive in parts. What has arrived lies in the folder of incoming files and is as long as that file is.
create table evidence_upload (
    id          uuid primary key,
    record_kind text        not null,
    record_id   uuid        not null,
    stage       text        not null,
    kind        text        not null,
    file_name   text        not null,
    bytes       bigint      not null check (bytes > 0),
    by_id       uuid        not null,
    begun_at    timestamptz not null,
    touched_at  timestamptz not null
);
create index evidence_upload_touched on evidence_upload (touched_at);
