-- When a job came the last time: one that came and led to nothing is asked for again.
alter table job_log add column last_delivered_at timestamptz;
