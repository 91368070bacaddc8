-- A buyer who asked Amazon for the cancellation waits for an answer, and the warehouse must not ship meanwhile: each such
-- request becomes a row in the very transaction in which the copy of its order is saved, and ends with it. What was said of
-- it in Slack is written down beside it, so that nothing is posted twice.
CREATE TABLE "buyer_requests" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "active_key" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "shown_version" INTEGER NOT NULL DEFAULT 0,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "ended_as" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "message_state" TEXT NOT NULL DEFAULT 'none',
    "message_language" TEXT,
    "message_text" TEXT,
    "message_by" TEXT,
    "message_at" TIMESTAMPTZ(3),
    "message_detail" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "buyer_requests_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "buyer_requests_active_key_key" ON "buyer_requests"("active_key");
CREATE INDEX "buyer_requests_account_id_order_id_idx" ON "buyer_requests"("account_id", "order_id");
-- What has lost its job, if anything: small, however many requests there were.
CREATE INDEX "buyer_requests_unfinished" ON "buyer_requests"("updated_at")
  WHERE "shown_version" < "version" OR "message_state" IN ('waiting', 'sending');

CREATE TABLE "request_posts" (
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "channel_id" TEXT,
    "ts" TEXT,
    "shown_version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_posts_pkey" PRIMARY KEY ("request_id", "kind")
);

CREATE TABLE "request_audit" (
    "id" BIGSERIAL NOT NULL,
    "request_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "event" JSONB NOT NULL,

    CONSTRAINT "request_audit_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "request_audit_request_id_id_idx" ON "request_audit"("request_id", "id");
