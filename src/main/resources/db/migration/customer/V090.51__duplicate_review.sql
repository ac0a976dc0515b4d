-- How often two customers were decided about, and when a pair that was put off is asked about again.
alter table duplicate_proposal
    add column round integer not null default 0,
    add column again_at timestamptz;
