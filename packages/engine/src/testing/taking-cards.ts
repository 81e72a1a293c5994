import { ingestSync } from "../ingest/sync-ingest.ts";
import type { Content } from "../matrix/client-port.ts";
import type { MeetupBook } from "../meetups/book.ts";
import type { Projection } from "../projection/projection.ts";
import { ingesting } from "./ingesting.ts";

/** Takes a sync in as an engine does, cards of meetups with it. */
export const takingCards =
  (projection: Projection, book: MeetupBook, now: () => number) =>
  async (response: Content): Promise<void> => {
    const { batch } = await ingestSync(projection, response, ingesting(now));
    await projection.commit(batch);
    book.take({ items: batch.items });
  };
