-- What a person has to look at is listed on everybody's Home and counted whenever the metrics are read: both must cost
-- what is open, however much has ended.
CREATE INDEX "cancellation_cases_need_person" ON "cancellation_cases"("requested_at")
  WHERE "state" = 'cancelled'
    AND ("message_state" IN ('uncertain', 'failed', 'waiting') OR "stock_state" IN ('uncertain', 'failed', 'waiting', 'to_put_back'));

CREATE INDEX "buyer_requests_need_person" ON "buyer_requests"("noticed_at") WHERE "message_state" IN ('uncertain', 'failed');

CREATE INDEX "digests_uncertain" ON "digests"("updated_at") WHERE "state" = 'uncertain';
