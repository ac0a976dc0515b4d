-- A lead's process begins when there is room for it. Until then the lead waits by the promise that was made to it.
alter table lead add column answer_by timestamptz;
alter table lead add column admitted_at timestamptz;
alter table lead add column keeper_id uuid;
update lead set admitted_at = received_at where status = 'RECEIVED';
-- Empty as long as there is room for everybody.
create index lead_queued on lead (answer_by, received_at, id) where status = 'RECEIVED' and admitted_at is null;
-- Counts those that have begun, up to the number that may.
create index lead_in_work on lead (admitted_at) where status = 'RECEIVED' and admitted_at is not null;
