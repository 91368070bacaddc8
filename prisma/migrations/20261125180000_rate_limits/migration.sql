-- Amazon counts calls by seller account and operation, whichever of our processes makes them. So the count is kept
-- where all of them see it and where it outlives a restart.
-- CreateTable
CREATE TABLE "rate_limits" (
    "account_id" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "per_second" DOUBLE PRECISION,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "wait_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("account_id","operation")
);
