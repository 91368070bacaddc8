-- Orders are mirrored so that lists, rates and repeated look-ups cost no call at Amazon: what lists filter and sort by
-- becomes columns beside the copy. Drafts name the seller account, since there may be several. The rates' job is one
-- for each account now: an old one, which names none, is made again by the next sweep.
delete from "jobs" where "kind" = 'refresh-rate';

ALTER TABLE "drafts" ADD COLUMN "account_id" TEXT;

ALTER TABLE "orders"
  ADD COLUMN "marketplace_id" TEXT,
  ADD COLUMN "status" TEXT,
  ADD COLUMN "fulfilled_by" TEXT,
  ADD COLUMN "created_at" TIMESTAMPTZ(3),
  ADD COLUMN "updated_at" TIMESTAMPTZ(3),
  ADD COLUMN "ship_by" TIMESTAMPTZ(3),
  ADD COLUMN "buyer_requested" BOOLEAN,
  ADD COLUMN "cancelled_by" TEXT,
  ADD COLUMN "skus" TEXT[];

update "orders" set
  "marketplace_id" = "order"->>'marketplaceId',
  "status" = "order"->>'status',
  "fulfilled_by" = "order"->>'fulfilledBy',
  "created_at" = ("order"->>'createdAt')::timestamptz,
  "updated_at" = ("order"->>'lastUpdatedAt')::timestamptz,
  "ship_by" = ("order"->>'shipBy')::timestamptz,
  "buyer_requested" = exists (select 1 from jsonb_array_elements("order"->'items') i where (i->>'buyerRequestedCancel')::boolean),
  "cancelled_by" = (select i->>'cancelledBy' from jsonb_array_elements("order"->'items') i where i ? 'cancelledBy' limit 1),
  "skus" = array(select distinct i->>'sku' from jsonb_array_elements("order"->'items') i where i ? 'sku');

ALTER TABLE "orders"
  ALTER COLUMN "marketplace_id" SET NOT NULL,
  ALTER COLUMN "status" SET NOT NULL,
  ALTER COLUMN "fulfilled_by" SET NOT NULL,
  ALTER COLUMN "created_at" SET NOT NULL,
  ALTER COLUMN "updated_at" SET NOT NULL,
  ALTER COLUMN "buyer_requested" SET NOT NULL;

-- An order of any account, by its id.
CREATE INDEX "orders_order_id_idx" ON "orders" ("order_id");
-- The window of a rate.
CREATE INDEX "orders_account_id_marketplace_id_created_at_idx" ON "orders" ("account_id", "marketplace_id", "created_at");
-- What is forgotten after the retention time.
CREATE INDEX "orders_updated_at_idx" ON "orders" ("updated_at");
-- The lists: unshipped orders of ours, soonest ship-by first, those without one last. Small, however large the shop.
CREATE INDEX "orders_to_ship" ON "orders" ((coalesce("ship_by", 'infinity'::timestamptz)), "order_id")
  WHERE "status" = 'UNSHIPPED' AND "fulfilled_by" = 'MERCHANT';
CREATE INDEX "orders_to_ship_by_marketplace" ON "orders" ("marketplace_id", (coalesce("ship_by", 'infinity'::timestamptz)), "order_id")
  WHERE "status" = 'UNSHIPPED' AND "fulfilled_by" = 'MERCHANT';
CREATE INDEX "orders_requested" ON "orders" ((coalesce("ship_by", 'infinity'::timestamptz)), "order_id")
  WHERE "status" = 'UNSHIPPED' AND "fulfilled_by" = 'MERCHANT' AND "buyer_requested";
CREATE INDEX "orders_to_ship_skus" ON "orders" USING gin ("skus")
  WHERE "status" = 'UNSHIPPED' AND "fulfilled_by" = 'MERCHANT';

-- The digest tells of every account at once.
DROP INDEX "cancellation_cases_account_id_requested_at_idx";
DROP INDEX "cancellation_cases_account_id_cancelled_at_idx";
CREATE INDEX "cancellation_cases_requested_at_idx" ON "cancellation_cases" ("requested_at");
CREATE INDEX "cancellation_cases_cancelled_at_idx" ON "cancellation_cases" ("cancelled_at");
