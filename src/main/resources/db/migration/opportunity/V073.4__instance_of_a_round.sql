-- Which instance asks the questions of a round, so that one that was cancelled in the engine is found.
alter table deal_repair_round add column process_instance_key bigint;
