-- A database that was put back from a backup lacks what the app did since, and says that it is still to be done. So it
-- remembers where it lies and when the app last worked on it; at a start that is compared, and what may have been done is
-- not done again.
CREATE TABLE "continuity" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "place" TEXT NOT NULL,
  "worked_at" TIMESTAMPTZ(3) NOT NULL,
  "rested" BOOLEAN NOT NULL,
  "break_kind" TEXT,
  "break_from" TIMESTAMPTZ(3),
  "break_noticed_at" TIMESTAMPTZ(3),
  "cleared" TEXT[] NOT NULL DEFAULT '{}',

  CONSTRAINT "continuity_pkey" PRIMARY KEY ("id")
);
