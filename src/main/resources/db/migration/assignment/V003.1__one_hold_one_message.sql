-- A wait is known by an id of its own: what ends it cannot end a later one.
alter table held_lead add column hold_id uuid not null default gen_random_uuid();
alter table held_lead alter column hold_id drop default;
