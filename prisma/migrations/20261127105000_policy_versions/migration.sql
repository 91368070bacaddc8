-- Two admins may change the same rules at once: each version names the one that it replaces, and only one can replace it.
ALTER TABLE "policies" ADD COLUMN "replaces" BIGINT NOT NULL DEFAULT 0;
UPDATE "policies" AS p SET "replaces" = coalesce((SELECT max(q."id") FROM "policies" q WHERE q."key" = p."key" AND q."id" < p."id"), 0);
ALTER TABLE "policies" ALTER COLUMN "replaces" DROP DEFAULT;
CREATE UNIQUE INDEX "policies_key_replaces_key" ON "policies" ("key", "replaces");
