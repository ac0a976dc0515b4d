-- An incident may be more than a step that gave up: an instance that is not there any more, a deployment that was refused.
alter table job_incident add column kind text not null default 'STEP' check (kind in ('STEP', 'LOST', 'DEPLOYMENT'));
alter table job_incident alter column job_key drop not null;
alter table job_incident alter column job_type drop not null;
create unique index job_incident_lost on job_incident (process_id, record_id) where kind = 'LOST' and resolved_at is null;
create index user_task_instance on user_task (process_instance_key) where state = 'OPEN';
