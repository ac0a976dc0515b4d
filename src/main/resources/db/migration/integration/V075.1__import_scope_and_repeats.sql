-- Whose supervisor sees a file: the region of whoever uploaded it, then.
alter table lead_import add column region text;
create index lead_import_region on lead_import (region, created_at desc);

-- Rows that stand for what was on file before are listed beside those that were refused.
alter table import_reject
    add column remark text not null default 'REJECTED' check (remark in ('REJECTED', 'REPEATED'));
