-- A lead is changed soon after it came in: with room left on its page, a change that touches no indexed column stays
-- there and writes to none of the eleven indexes, of which two take every name and company apart into trigrams.
alter table lead set (fillfactor = 75);
