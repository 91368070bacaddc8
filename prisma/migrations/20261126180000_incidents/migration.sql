-- People are told once that the queue stands still, and once that it goes on, whichever instance notices: a row while it lasts.
CREATE TABLE "incidents" (
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("kind")
);
