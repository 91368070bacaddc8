-- What is on record of a case has to be what happened: each row is sealed together with the one before it, and the case
-- knows how many there are, so that a row that was changed, taken away or put in is found. Rows from before have no seal of
-- their own; the first sealed one of their case stands for them.
ALTER TABLE "audit" ADD COLUMN "place" INTEGER, ADD COLUMN "seal" TEXT;
ALTER TABLE "cancellation_cases" ADD COLUMN "audit_rows" INTEGER, ADD COLUMN "audit_seal" TEXT, ADD COLUMN "audit_head" TEXT;
