-- An order that would have been cancelled may be shipped late instead, which is kept and counted. Suspected fraud needs
-- signals, which are kept with what is asked for. The units of a SKU are changed by one case at a time, so that no
-- change overwrites another; and the day on which a SKU is to be back stands in the stock change itself, by an index.
-- CreateTable
CREATE TABLE "saved_orders" (
    "draft_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_orders_pkey" PRIMARY KEY ("draft_id")
);

-- CreateIndex
CREATE INDEX "saved_orders_account_id_order_id_idx" ON "saved_orders"("account_id", "order_id");

-- CreateIndex
CREATE INDEX "saved_orders_saved_at_idx" ON "saved_orders"("saved_at");

-- AlterTable
ALTER TABLE "drafts" ADD COLUMN     "fraud_signals" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "cancellation_cases" ADD COLUMN     "fraud_signals" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "stock_key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "cancellation_cases_stock_key_key" ON "cancellation_cases"("stock_key");

-- CreateIndex
CREATE INDEX "cancellation_cases_restock" ON "cancellation_cases"(("stock_change"->>'restockOn')) WHERE "stock_state" = 'done' AND "stock_change"->>'restockOn' IS NOT NULL;
