-- Amazon watches several windows: India two, Prime and Premium orders one of their own. Where it does not tell who ended an
-- order, our estimate is a range: what counts beyond doubt is kept beside what may count.
-- AlterTable
ALTER TABLE "rates" ADD COLUMN     "days" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "program" TEXT,
ADD COLUMN     "surely" INTEGER;

-- DropIndex
DROP INDEX "rates_account_id_marketplace_id_read_at_idx";

-- CreateIndex
CREATE INDEX "rates_account_id_marketplace_id_days_program_read_at_idx" ON "rates"("account_id", "marketplace_id", "days", "program", "read_at");
