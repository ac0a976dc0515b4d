-- Whether the process has given the task that a call tells of: the watchdog may have called in place of a timer.
alter table approval_call add column task_given boolean not null default false;
