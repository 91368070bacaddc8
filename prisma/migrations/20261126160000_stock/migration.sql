-- After a cancellation the units on sale may be changed, if the agent chose so. What was chosen, what the quantity was
-- and what Amazon is told is kept with the case, so that a crash repeats nothing and the quantity can be put back.
-- AlterTable
ALTER TABLE "cancellation_cases" ADD COLUMN     "stock_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stock_before" INTEGER,
ADD COLUMN     "stock_change" JSONB,
ADD COLUMN     "stock_detail" TEXT,
ADD COLUMN     "stock_next_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "stock_state" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "stock_target" INTEGER;

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "stock" JSONB;
