-- Several orders are cancelled with one confirmation and one approval: their cases know each other by the batch, whose row
-- is there exactly once however often the confirmation is sent.
ALTER TABLE "cancellation_cases" ADD COLUMN "batch_id" UUID;

CREATE INDEX "cancellation_cases_batch_id_idx" ON "cancellation_cases"("batch_id");

CREATE TABLE "batches" (
    "id" UUID NOT NULL,
    "team_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batches_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "batch_drafts" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "orders" JSONB NOT NULL,
    "not_read" JSONB NOT NULL,
    "malformed" TEXT[],
    "left_off" INTEGER NOT NULL,
    "ticked" TEXT[],
    "reason" TEXT,
    "sub_reason" TEXT,
    "note" TEXT,
    "memo" TEXT,
    "send_message" BOOLEAN NOT NULL,
    "shown" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_drafts_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "batch_drafts_created_at_idx" ON "batch_drafts"("created_at");
