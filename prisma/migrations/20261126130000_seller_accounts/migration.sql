-- Admins connect further seller accounts in Slack. A row is one connection, kept after its end so that it can be told who
-- added and who ended it; its secrets are sealed by the app and emptied at that end. The Home tab lists a person's cases.
CREATE TABLE "seller_accounts" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "active_key" TEXT,
    "practice" BOOLEAN NOT NULL,
    "seller_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "marketplace_ids" TEXT[],
    "client_id" TEXT,
    "client_secret" TEXT,
    "refresh_token" TEXT,
    "state" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "seller_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "seller_accounts_active_key_key" ON "seller_accounts"("active_key");

-- CreateIndex
CREATE INDEX "cancellation_cases_requested_by_requested_at_idx" ON "cancellation_cases"("requested_by", "requested_at");
