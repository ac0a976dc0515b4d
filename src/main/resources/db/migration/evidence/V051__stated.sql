-- What a person has read in a file that no machine could read. Owned by the module "evidence".
alter table evidence_piece
    add column stated    jsonb,
    add column stated_by uuid,
    add column stated_at timestamptz;
