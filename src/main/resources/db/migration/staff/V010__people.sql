-- People, their roles, regions, absence and credentials. Owned by the module "staff".

create table region (
    code     text primary key,
    name_zh  text not null,
    name_en  text not null,
    position int  not null
);

insert into region (code, name_zh, name_en, position) values
    ('east', '华东', 'East China', 1),
    ('north', '华北', 'North China', 2),
    ('south', '华南', 'South China', 3),
    ('west', '西部', 'West China', 4);

create table person (
    id                     uuid primary key,
    login                  text not null,
    name                   text not null,
    email                  text,
    mobile                 text,
    wecom_user_id          text,
    region                 text references region (code),
    active                 boolean not null default true,
    disabled_at            timestamptz,
    language               text not null default 'zh-CN',
    figures_synced_at      timestamptz,
    password_hash          text,
    credentials_changed_at timestamptz not null,
    created_at             timestamptz not null
);

-- A login is typed by people: its case must not decide who they are.
create unique index person_login on person (lower(login));

create table person_role (
    person_id uuid not null references person (id),
    role      text not null,
    primary key (person_id, role)
);

create table role_permission (
    role       text not null,
    permission text not null,
    primary key (role, permission)
);

insert into role_permission (role, permission) values ('REP', 'RECEIVE_LEADS');

create table absence (
    id        uuid primary key,
    person_id uuid not null references person (id),
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    check (starts_at < ends_at)
);

create index absence_person on absence (person_id, ends_at);

-- One row: where absences come from and whether that source can be believed now.
create table absence_source (
    id           boolean primary key default true check (id),
    healthy      boolean not null,
    last_good_at timestamptz,
    changed_at   timestamptz not null,
    changed_by   uuid
);

insert into absence_source (healthy, last_good_at, changed_at) values (true, now(), now());

-- The token itself is shown once and never stored.
create table api_token (
    id           uuid primary key,
    person_id    uuid not null references person (id),
    label        text not null,
    sha256       bytea not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create index api_token_person on api_token (person_id);
