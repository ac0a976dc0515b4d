-- Each time a lead changes hands its assignment gets a new number; what the process was asked to do with the present one
-- stands beside it until it has happened, so that it is asked once.
alter table lead
    add column assignment_number integer not null default 0,
    add column taken_from        uuid,
    add column moved_by          uuid,
    add column reassign_kind     text check (reassign_kind in ('HAND_OVER', 'REALLOCATE', 'POOL')),
    add column reassign_to       uuid,
    add column reassign_by       uuid,
    add column reassign_asked_at timestamptz;

create index lead_being_moved on lead (reassign_asked_at) where reassign_asked_at is not null;
