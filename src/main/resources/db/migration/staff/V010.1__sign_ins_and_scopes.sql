-- Who is changed by two at once is told so.
alter table person add column version bigint not null default 0;

-- What a token may do, and until when. Those that are there keep what they could do, and end within a year.
alter table api_token add column scope text;
update api_token set scope = 'INTAKE'
where exists (select 1 from person_role r where r.person_id = api_token.person_id and r.role = 'INTAKE');
update api_token set scope = 'WRITE' where scope is null;
update api_token set expires_at = created_at + interval '365 days' where expires_at is null;
alter table api_token alter column scope set not null;
alter table api_token alter column expires_at set not null;
alter table api_token add column version bigint not null default 0;

-- A sign-in of a person at one browser, so that it can be seen and ended from another.
create table sign_in (
    id           uuid primary key,
    person_id    uuid not null references person (id),
    started_at   timestamptz not null,
    last_seen_at timestamptz not null,
    ended_at     timestamptz,
    address      text not null,
    program      text,
    version      bigint not null default 0
);

create index sign_in_person on sign_in (person_id) where ended_at is null;

-- A browser where somebody has signed in before: its attempts are counted apart from those of strangers. Of the cookie
-- only the hash is kept.
create table known_browser (
    sha256       text primary key,
    person_id    uuid not null references person (id),
    last_used_at timestamptz not null
);

create index known_browser_person on known_browser (person_id);
