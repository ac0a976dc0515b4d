-- Claims, transfers and returns to the pool are on record as well, with whose deed they were.
alter table assignment_decision add column by_id uuid;
