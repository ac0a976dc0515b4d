-- The same element id may stand in several diagrams.
alter table job_incident add column process_id text;
update job_incident set process_id = 'lead-response';
alter table job_incident alter column process_id set not null;
drop index user_task_element;
create index user_task_element on user_task (process_id, element_id) where state = 'OPEN';
