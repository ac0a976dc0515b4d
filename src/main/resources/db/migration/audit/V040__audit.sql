-- Who did what, when, from where, before and after. Owned by the module "audit".
create table audit_entry (
    id           uuid primary key,
    at           timestamptz not null,
    subject_kind text        not null,
    -- Absent where the subject is no single record, as in an export of a list.
    subject_id   uuid,
    action       text        not null,
    -- Absent where a process acted.
    by_id        uuid,
    by_name      text        not null,
    origin       text        not null check (origin in ('request', 'process')),
    address      text,
    user_agent   text,
    before       jsonb       not null,
    after        jsonb       not null,
    -- Who may read it: where the record was, and whose it was.
    region       text,
    owner_id     uuid
);
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_subject on audit_entry (subject_kind, subject_id, at desc, id desc);
create index audit_entry_region on audit_entry (region, at desc, id desc);
create index audit_entry_owner on audit_entry (owner_id, at desc, id desc);
create index audit_entry_by on audit_entry (by_id, at desc, id desc);
create index audit_entry_action on audit_entry (action, at desc, id desc);

-- Tables that only grow. Whoever could write here could open them, so the application reads it and no more.
create table append_only_table (
    name  name primary key,
    since timestamptz not null default now()
);

-- For migrations: select make_append_only('some_table');
-- From then on rows can be added and read, and nothing else, by everybody but the owner of the table. A lock that needs
-- the right to update (select for update, lock table) does not work on such a table: take an advisory lock.
create function make_append_only(target regclass) returns void
    language plpgsql as $$
declare
    other record;
begin
    insert into append_only_table (name)
    select relname from pg_class where oid = target
    on conflict do nothing;
    for other in
        select distinct case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as name
        from pg_class c cross join aclexplode(c.relacl) a
        where c.oid = target and a.grantee <> c.relowner
    loop
        execute format('revoke update, delete, truncate, references, trigger on table %s from %s', target, other.name);
    end loop;
end
$$;

-- Run after every migration, by the owner: the application's login may use what the migrations made, and not change it.
create function let_application_work(application name) returns void
    language plpgsql as $$
declare
    part record;
    wanted text;
begin
    -- Two instances that start together take turns.
    perform pg_advisory_xact_lock(hashtext('let_application_work'));
    if not has_schema_privilege(application, current_schema(), 'usage') then
        execute format('grant usage on schema %I to %I', current_schema(), application);
    end if;
    for part in
        select c.oid::regclass as name,
               case
                   when c.relkind = 'S' then array['usage', 'select', 'update']
                   when c.relname in ('append_only_table', 'flyway_schema_history') then array['select']
                   when c.relname in (select a.name from append_only_table a) then array['select', 'insert']
                   else array['select', 'insert', 'update', 'delete']
               end as rights,
               c.relkind = 'S' as counts
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace
          and c.relkind in ('r', 'p', 'v', 'm', 'S')
          and pg_has_role(c.relowner, 'usage')
    loop
        foreach wanted in array part.rights loop
            if part.counts then
                if not has_sequence_privilege(application, part.name::oid, wanted) then
                    execute format('grant %s on sequence %s to %I', wanted, part.name, application);
                end if;
            elsif not has_table_privilege(application, part.name::oid, wanted) then
                execute format('grant %s on table %s to %I', wanted, part.name, application);
            end if;
        end loop;
    end loop;
end
$$;

revoke execute on function make_append_only(regclass) from public;
revoke execute on function let_application_work(name) from public;

select make_append_only('audit_entry');
