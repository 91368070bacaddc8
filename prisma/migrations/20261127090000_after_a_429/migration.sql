-- After a 429 background work waited until all calls that are kept for people had come back, so that a bad day took several times as long as Amazon's limits ask for.
alter table rate_limits add column drained_at timestamptz(3);
