-- Funnel and totals are read from indexes alone as long as the map of visible pages is fresh: a fiftieth of the table is
-- written before it is renewed, not a fifth.
alter table deal set (
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02
);
