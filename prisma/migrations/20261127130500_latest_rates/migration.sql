-- Rates are kept for ever, a few every day. The newest of each window is found by going from window to window in this index,
-- without reading the ones before; a comparison of rows cannot go through a program that is null.
CREATE INDEX "rates_by_window" ON "rates" ("account_id", "marketplace_id", "days", (coalesce("program", '')), "read_at");

-- DropIndex
DROP INDEX "rates_account_id_marketplace_id_days_program_read_at_idx";
