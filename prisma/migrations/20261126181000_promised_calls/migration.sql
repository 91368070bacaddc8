-- Work that finds no call left is told a moment of its own to come back at: all at the same moment would find one call again.
ALTER TABLE "rate_limits" ADD COLUMN "promised_at" TIMESTAMPTZ(3);
