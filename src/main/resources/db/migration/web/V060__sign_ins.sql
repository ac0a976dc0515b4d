-- What one instance of the application knows of sign-ins and throttles, so that any other can go on with it.
-- Owned by the module "web".

-- The tables of Spring Session JDBC, under its own names. Attributes are the id of a person and the moment of the
-- credentials that were proved; nothing in them has a class of ours.
create table spring_session (
    primary_id            char(36)     not null constraint spring_session_pk primary key,
    session_id            char(36)     not null,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null
        constraint spring_session_attributes_fk references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name)
);

-- Buckets of Bucket4j: what an address or an account may still try. Losing one in a crash costs nothing.
create unlogged table throttle (
    id         text   primary key,
    state      bytea,
    expires_at bigint
);
create index throttle_expires_at on throttle (expires_at);
