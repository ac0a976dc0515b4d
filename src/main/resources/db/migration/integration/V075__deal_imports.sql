-- Files may hold deals as well as leads.
alter table lead_import
    add column kind text not null default 'leads' check (kind in ('leads', 'deals'));

-- Which row became which record.
alter table import_row rename column lead_id to record_id;
alter index import_row_lead rename to import_row_record;

-- Deals that no process has taken up yet: a file waits while there are many.
create index deal_not_started on deal (created_at) where stage is null and state = 'OPEN';
