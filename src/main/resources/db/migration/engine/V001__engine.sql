-- What crosses the border between PostgreSQL and the engine.

-- Messages to the engine, written with the change that causes them and sent after its commit.
create table outbox_message (
    id              uuid primary key,
    name            text        not null,
    correlation_key text        not null,
    message_id      text        not null,
    variables       jsonb       not null,
    created_at      timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts        integer     not null default 0,
    last_error      text,
    sent_at         timestamptz
);
create index outbox_message_due on outbox_message (next_attempt_at) where sent_at is null;
create index outbox_message_sent on outbox_message (sent_at) where sent_at is not null;
create index outbox_message_key on outbox_message (correlation_key);

-- One row a job: how often it came, what came of it. The effect of a job commits together with finished_at.
create table job_log (
    job_key              bigint primary key,
    job_type             text        not null,
    element_id           text        not null,
    element_instance_key bigint      not null,
    process_instance_key bigint      not null,
    record_id            uuid,
    deliveries           integer     not null,
    delivered_at         timestamptz not null,
    finished_at          timestamptz,
    output               jsonb
);
create index job_log_record on job_log (record_id, delivered_at);
create index job_log_finished on job_log (finished_at);

-- Jobs that gave up: each is an incident in the engine as well.
create table job_incident (
    id                   uuid primary key,
    job_key              bigint      not null unique,
    job_type             text        not null,
    element_id           text        not null,
    element_instance_key bigint      not null,
    process_instance_key bigint      not null,
    record_id            uuid,
    reason               text        not null,
    raised_at            timestamptz not null,
    resolved_at          timestamptz,
    resolved_by          text
);
create index job_incident_open on job_incident (raised_at) where resolved_at is null;

-- The inbox: open user tasks of all processes, with the key of the job behind each.
create table user_task (
    id                   uuid primary key,
    job_key              bigint      not null unique,
    process_id           text        not null,
    process_version      integer     not null,
    process_instance_key bigint      not null,
    element_id           text        not null,
    element_instance_key bigint      not null,
    record_id            uuid        not null,
    form_key             bigint,
    assignee             uuid,
    candidate_groups     text[]      not null,
    due_at               timestamptz,
    state                text        not null check (state in ('OPEN', 'COMPLETING', 'COMPLETED', 'GONE')),
    created_at           timestamptz not null,
    locked_until         timestamptz not null,
    completed_by         uuid,
    variables            jsonb,
    next_attempt_at      timestamptz,
    ended_at             timestamptz
);
create index user_task_assignee on user_task (assignee, due_at) where state = 'OPEN';
create index user_task_groups on user_task using gin (candidate_groups) where state = 'OPEN';
create index user_task_record on user_task (record_id);
create index user_task_element on user_task (element_id) where state = 'OPEN';
create index user_task_lock on user_task (locked_until) where state = 'OPEN';
create index user_task_completing on user_task (next_attempt_at) where state = 'COMPLETING';

-- The second pair of eyes on time: what the engine's timers should have done by when.
create table deadline (
    record_id uuid        not null,
    round     integer     not null,
    kind      text        not null,
    due_at    timestamptz not null,
    acted_at  timestamptz,
    acted_by  text,
    closed_at timestamptz,
    primary key (record_id, round, kind)
);
create index deadline_open on deadline (due_at) where acted_at is null and closed_at is null;
create index deadline_acted on deadline (acted_at) where acted_at is not null;

-- Every version of every diagram, table and form that was deployed, as it was.
create table deployed_resource (
    kind        text        not null check (kind in ('process', 'decision', 'form')),
    key         bigint      not null,
    resource_id text        not null,
    version     integer     not null,
    content     text        not null,
    deployed_at timestamptz not null,
    primary key (kind, key)
);
create index deployed_resource_latest on deployed_resource (kind, resource_id, version desc);
