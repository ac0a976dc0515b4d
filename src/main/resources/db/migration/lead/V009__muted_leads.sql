-- Managers are told how many customers get no reminders any more.
create index lead_muted on lead (region) where reminders_muted and status in ('ASSIGNED', 'POOLED', 'CONTACTED');
