import { randomBytes } from "node:crypto";
import { failed, ok } from "@paceline/protocol";
import type { Result, RoomId, UserId } from "@paceline/protocol";
import { digest } from "../appservice/token.ts";
import type { OwnTracker, TrackerKind, TrackerStore } from "../store/tracker-store.ts";

/** Addresses for phones that send positions. */
export interface Trackers {
  /** The address, shown this once: it holds the secret, of which only a digest is kept. One of the same id ends. */
  make(user: UserId, id: string, kind: TrackerKind, room: RoomId): Result<string, "TOO_MANY">;
  /** Whose secret this is; takes as long for a wrong one, as far as anybody can steer it. */
  find(secret: string): OwnTracker | undefined;
  revoke(user: UserId, id: string): void;
}

type Parts = { readonly store: TrackerStore; readonly publicUrl: string; readonly now: () => number };

export const MOST_TRACKERS = 20;
/** Name of each kind in addresses. */
export const TRACKER_PATHS: Readonly<Record<TrackerKind, string>> = {
  sealed: "owntracks",
  owntracks: "owntracks",
  traccar: "traccar",
  gpslogger: "gpslogger",
  overland: "overland",
};

export const createTrackers = ({ store, publicUrl, now }: Parts): Trackers => ({
  make: (user, id, kind, room) => {
    const secret = randomBytes(32).toString("base64url");
    if (store.others(user, id) >= MOST_TRACKERS) return failed("TOO_MANY", "never");
    store.put(digest(secret), { user, id, kind, room }, now());
    return ok(`${publicUrl}/api/v1/ingest/${TRACKER_PATHS[kind]}/${secret}`);
  },
  // Looked up by digest: how far a guess agrees with a stored digest says nothing about a secret.
  find: (secret) => store.find(digest(secret)),
  revoke: (user, id) => store.remove(user, id),
});
