-- Before a seller cancels an order it is looked up whether the last one of the same SKU was cancelled too: Amazon may take
-- the offer away then. Small, since few orders are cancelled.
CREATE INDEX "orders_cancelled_skus" ON "orders" USING gin ("skus")
  WHERE "status" = 'CANCELLED' AND "fulfilled_by" = 'MERCHANT';
