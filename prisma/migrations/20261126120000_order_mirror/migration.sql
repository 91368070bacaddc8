-- The mirror of Amazon's orders has to go on where it was after a crash: how far it reaches in each marketplace, and the
-- searches that are under way with their page tokens. Cancellations that no case of ours has made are kept once each, so
-- that the digest can tell of them and of who made them.
CREATE TABLE "mirror_coverage" (
    "account_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,
    "span_ms" BIGINT NOT NULL,

    CONSTRAINT "mirror_coverage_pkey" PRIMARY KEY ("account_id","marketplace_id")
);

CREATE TABLE "mirror_windows" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "marketplace_ids" TEXT[],
    "direction" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3),
    "page_token" TEXT,
    "begun_at" TIMESTAMPTZ(3),
    "pages" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "mirror_windows_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "cancelled_elsewhere" (
    "account_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "cancelled_by" TEXT,
    "cancelled_at" TIMESTAMPTZ(3) NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" BOOLEAN NOT NULL,
    "total_currency" TEXT,
    "total_minor_units" BIGINT,

    CONSTRAINT "cancelled_elsewhere_pkey" PRIMARY KEY ("account_id","order_id")
);

-- CreateIndex
CREATE INDEX "mirror_windows_account_id_idx" ON "mirror_windows"("account_id");

-- CreateIndex
CREATE INDEX "cancelled_elsewhere_cancelled_at_idx" ON "cancelled_elsewhere"("cancelled_at");
