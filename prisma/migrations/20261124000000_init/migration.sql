-- The first tables: cases with their audit, feeds, copies of orders, drafts, rates, what Slack shows, digests and jobs.
-- CreateTable
CREATE TABLE "cancellation_cases" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "active_key" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT NOT NULL,
    "sub_reason" TEXT,
    "code" TEXT NOT NULL,
    "counts" BOOLEAN NOT NULL,
    "note" TEXT,
    "memo" TEXT,
    "items" JSONB NOT NULL,
    "total_currency" TEXT,
    "total_minor_units" BIGINT,
    "ship_by" TIMESTAMPTZ(3),
    "rate" JSONB,
    "team_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "approval_rules" TEXT[],
    "approval_expires_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT,
    "send_after" TIMESTAMPTZ(3),
    "feed_row_id" UUID,
    "amazon_feed_id" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "detail" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "message_state" TEXT NOT NULL,
    "message_purpose" TEXT NOT NULL,
    "message_language" TEXT NOT NULL,
    "message_text" TEXT NOT NULL,
    "message_sent_at" TIMESTAMPTZ(3),
    "message_detail" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cancellation_cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "event" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feeds" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "open_key" TEXT,
    "state" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "document_id" TEXT,
    "creating_since" TIMESTAMPTZ(3),
    "amazon_feed_id" TEXT,
    "created_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lines" JSONB NOT NULL,
    "detail" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feeds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "account_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "order" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("account_id","order_id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "channel_id" TEXT,
    "order_id" TEXT,
    "reason" TEXT,
    "sub_reason" TEXT,
    "note" TEXT,
    "memo" TEXT,
    "purpose" TEXT,
    "language" TEXT,
    "buyer_locale" TEXT,
    "message_offered" BOOLEAN,
    "message_text" TEXT,
    "send_message" BOOLEAN NOT NULL,
    "rate" JSONB,
    "approval_rules" TEXT[],
    "case_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rates" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "target" JSONB,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel_id" TEXT,
    "ts" TEXT,
    "shown_version" INTEGER NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("case_id","kind")
);

-- CreateTable
CREATE TABLE "digests" (
    "channel_id" TEXT NOT NULL,
    "local_date" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ts" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("channel_id","local_date")
);

-- CreateTable
CREATE TABLE "jobs" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "cancellation_cases_active_key_key" ON "cancellation_cases"("active_key");

-- CreateIndex
CREATE INDEX "cancellation_cases_account_id_order_id_requested_at_idx" ON "cancellation_cases"("account_id", "order_id", "requested_at");

-- CreateIndex
CREATE INDEX "cancellation_cases_account_id_marketplace_id_state_send_aft_idx" ON "cancellation_cases"("account_id", "marketplace_id", "state", "send_after");

-- CreateIndex
CREATE INDEX "cancellation_cases_account_id_requested_at_idx" ON "cancellation_cases"("account_id", "requested_at");

-- CreateIndex
CREATE INDEX "cancellation_cases_account_id_cancelled_at_idx" ON "cancellation_cases"("account_id", "cancelled_at");

-- CreateIndex
CREATE INDEX "cancellation_cases_state_updated_at_idx" ON "cancellation_cases"("state", "updated_at");

-- CreateIndex
CREATE INDEX "audit_case_id_id_idx" ON "audit"("case_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "feeds_open_key_key" ON "feeds"("open_key");

-- CreateIndex
CREATE UNIQUE INDEX "feeds_amazon_feed_id_key" ON "feeds"("amazon_feed_id");

-- CreateIndex
CREATE INDEX "feeds_state_updated_at_idx" ON "feeds"("state", "updated_at");

-- CreateIndex
CREATE INDEX "drafts_created_at_idx" ON "drafts"("created_at");

-- CreateIndex
CREATE INDEX "rates_account_id_marketplace_id_read_at_idx" ON "rates"("account_id", "marketplace_id", "read_at");

-- CreateIndex
CREATE INDEX "jobs_due_at_idx" ON "jobs"("due_at");

-- CreateIndex
CREATE INDEX "jobs_kind_subject_idx" ON "jobs"("kind", "subject");

-- Why by hand: Prisma's schema cannot say "unique among those that wait". A job that runs may have one of its kind and
-- subject waiting behind it, so that nothing that happens meanwhile is lost; two never wait.
CREATE UNIQUE INDEX "jobs_one_waiting" ON "jobs"("kind", "subject") WHERE "lease_until" IS NULL;
