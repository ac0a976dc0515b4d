-- A file is looked at before it is started, and what was chosen is remembered for the next one with the same headings.
alter table lead_import drop constraint lead_import_status_check;
alter table lead_import
    add constraint lead_import_status_check
        check (status in ('PREVIEWED', 'QUEUED', 'RUNNING', 'FINISHED', 'FAILED')),
    add column header_key text    not null default '',
    add column mapped     boolean not null default false;
create index lead_import_remembered on lead_import (uploaded_by, kind, header_key, created_at desc) where mapped;
