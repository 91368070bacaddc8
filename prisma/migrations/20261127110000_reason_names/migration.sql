-- A team may name its reasons itself: a case keeps the name of its reason as it was when it was picked.
ALTER TABLE "cancellation_cases" ADD COLUMN "reason_name" TEXT;
