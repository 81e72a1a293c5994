import { HazardBook } from "../hazards/book.ts";
import { MeetupBook } from "../meetups/book.ts";
import type { Batch } from "../projection/batch.ts";
import type { Projection } from "../projection/projection.ts";
import { CircleBook } from "../safety/book.ts";
import { ShareBook } from "../shares/book.ts";
import { affectedBy } from "./affected.ts";
import type { World } from "./world.ts";

type Books = Pick<World, "book" | "circles" | "hazards" | "shares" | "myShares">;

/** What is kept in memory of a projection's facts. */
export const openBooks = (projection: Projection): Books => ({
  book: new MeetupBook(projection),
  circles: new CircleBook(projection),
  hazards: new HazardBook(projection),
  shares: new ShareBook(projection.database),
  myShares: [],
});

/** Every book takes over what was committed; the answer says which lists that can change. */
export function takeCommitted(
  { book, circles, hazards, shares, timelines }: World,
  batch: Batch,
): ReturnType<typeof affectedBy> {
  return affectedBy(batch, timelines, {
    cards: book.take(batch),
    circles: circles.take(batch),
    hazards: hazards.take(batch),
    shares: shares.take(),
  });
}
