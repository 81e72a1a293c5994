import { isEventId, ok } from "@paceline/protocol";
import type { UserId } from "@paceline/protocol";
import { readRaw } from "../ingest/raw-event.ts";
import type { Decryptor } from "../matrix/decryptor.ts";
import { failureOf } from "../matrix/failures.ts";
import { TXN_KEY } from "../outbox/recent-history.ts";
import type { RecentHistory } from "../outbox/recent-history.ts";
import type { Projection } from "../projection/projection.ts";
import type { History } from "./history.ts";

/** Clocks of devices and servers differ; an event this much older than the first try may still be ours. */
const CLOCK_MARGIN_MS = 15 * 60 * 1_000;
const MAX_PAGES = 40;

/** Looks for an event of an earlier try: first here, then page by page at the server. */
export const recentHistory = (
  projection: Projection,
  history: History,
  decryptor: Decryptor,
  me: UserId,
): RecentHistory => ({
  async find(roomId, txnId, since) {
    const known = await projection.sentAs(txnId);
    if (known !== undefined) return ok(known);
    let unsure = false;
    let token: string | undefined;
    try {
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const { chunk, end } = await history.page(roomId, token);
        for (const value of chunk) {
          const raw = readRaw(value);
          if (raw === undefined || raw.sender !== me) continue;
          if (raw.ts < since - CLOCK_MARGIN_MS) return ok(unsure ? "unsure" : "absent");
          if (raw.txnId === txnId) return ok(raw.id);
          if (raw.type !== "m.room.encrypted") {
            if (raw.content[TXN_KEY] === txnId) return ok(raw.id);
            continue;
          }
          const read = await decryptor.decrypt(roomId, raw.wire);
          if (read.is === "unreadable") unsure = true;
          else if (read.content[TXN_KEY] === txnId && isEventId(raw.id)) return ok(raw.id);
        }
        if (end === undefined || chunk.length === 0) return ok(unsure ? "unsure" : "absent");
        token = end;
      }
      return ok("unsure");
    } catch (error) {
      return failureOf(error);
    }
  },
});
