import type { Content } from "../matrix/client-port.ts";
import type { Http } from "../matrix/http.ts";
import type { Projection } from "../projection/projection.ts";
import { record } from "../projection/room-state.ts";
import type { SessionRecord } from "../projection/session-record.ts";
import { discoverBridge } from "./discover.ts";

type Features = SessionRecord["features"];

/** What a server can do, by its answer to `/capabilities`: room version 12 where it calls it stable, delayed events where it allows any (MSC4140). */
export function featuresIn(answer: Content): Features {
  const all = record(answer["capabilities"]);
  const versions = record(record(all["m.room_versions"])["available"]);
  const delayed = record(all["org.matrix.msc4140.delayed_events"] ?? all["m.delayed_events"]);
  return {
    roomVersion: versions["12"] === "stable" ? "12" : "11",
    delayedEvents: typeof delayed["max_delay_ms"] === "number" && delayed["max_delay_ms"] > 0,
  };
}

type OffersParts = {
  readonly http: Http;
  readonly projection: Pick<Projection, "session" | "changeSession">;
  readonly fetch: typeof fetch;
  /** Something is new, and kept. */
  readonly onNews: () => Promise<void>;
};

/**
 * Asks again what was asked at sign-in, because a club adds a bridge, or lets its server hold events, later. A bridge that is not named any more stays known: one bad
 * answer must not cost a circle half of what protects it.
 */
export async function renewOffers({ http, projection, fetch, onNews }: OffersParts): Promise<void> {
  const { session } = projection;
  if (session === undefined) return;
  const [bridge, answer] = await Promise.all([
    discoverBridge(session.typed ?? session.serverName, fetch),
    http.call("GET", "/capabilities"),
  ]);
  const offers = { bridgeUrl: session.bridgeUrl, bot: session.bot, ...bridge, features: featuresIn(answer) };
  if (
    offers.bridgeUrl === session.bridgeUrl &&
    offers.bot === session.bot &&
    sameFeatures(offers.features, session.features)
  )
    return;
  await projection.changeSession({ ...bridge, features: offers.features });
  await onNews();
}

const sameFeatures = (one: Features, other: Features): boolean =>
  one.roomVersion === other.roomVersion && one.delayedEvents === other.delayedEvents;
