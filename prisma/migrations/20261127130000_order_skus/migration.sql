-- Before a seller cancels an order it is looked up which orders of the same SKU come next to it. An index on an array has no
-- order in time, so that the look-up read more with every order that the shop had: one row for each SKU of an order has. The
-- rows follow from the orders, whoever writes those, and the other way round is nobody's to write.
CREATE TABLE "order_skus" (
    "account_id" TEXT NOT NULL,
    "marketplace_id" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "order_id" TEXT NOT NULL,

    CONSTRAINT "order_skus_pkey" PRIMARY KEY ("account_id","marketplace_id","sku","created_at","order_id")
);

INSERT INTO "order_skus"
SELECT DISTINCT "account_id", "marketplace_id", sku, "created_at", "order_id" FROM "orders", unnest("skus") sku;

CREATE FUNCTION "follow_order_skus"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM "order_skus" WHERE "account_id" = OLD."account_id" AND "marketplace_id" = OLD."marketplace_id"
      AND "sku" = ANY (OLD."skus") AND "created_at" = OLD."created_at" AND "order_id" = OLD."order_id";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO "order_skus" SELECT DISTINCT NEW."account_id", NEW."marketplace_id", sku, NEW."created_at", NEW."order_id" FROM unnest(NEW."skus") sku;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "order_skus_come_and_go" AFTER INSERT OR DELETE ON "orders" FOR EACH ROW EXECUTE FUNCTION "follow_order_skus"();
CREATE TRIGGER "order_skus_change" AFTER UPDATE ON "orders" FOR EACH ROW
  WHEN ((OLD."marketplace_id", OLD."created_at", OLD."skus") IS DISTINCT FROM (NEW."marketplace_id", NEW."created_at", NEW."skus"))
  EXECUTE FUNCTION "follow_order_skus"();

-- The look-up was its one use.
DROP INDEX "orders_cancelled_skus";
