-- Admins decide when a lead is asked: every version of that is kept, so that it can be told later what applied when.
CREATE TABLE "policies" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "policies_key_id_idx" ON "policies" ("key", "id");

-- The share of the target is a number of the policy now and no longer part of the rule's name.
update "cancellation_cases" set "approval_rules" = array_replace("approval_rules", 'rate_above_80_percent', 'rate_above_share');
update "drafts" set "approval_rules" = array_replace("approval_rules", 'rate_above_80_percent', 'rate_above_share');
