import { locatedAlert } from "@paceline/domain/safety";
import type { Language } from "@paceline/protocol";
import type { Fix } from "@paceline/protocol/port";
import type { Outbox } from "../outbox/outbox-port.ts";
import type { Database } from "../projection/database.ts";
import type { SafetyView } from "./safety-view.ts";
import { say } from "./say.ts";

export type LatePlaceParts = {
  readonly database: Pick<Database, "get" | "write">;
  readonly outbox: Outbox;
  readonly view: Pick<SafetyView, "mine" | "ofMine">;
  /** ms by the homeserver's clock. */
  readonly now: () => number;
  /** Where I was last. */
  readonly fix: () => Fix | undefined;
  readonly language: () => Language;
};

const KEY = "sos-without-place";
/** Where somebody is so long after their call says little about the call. */
const WORTH_MS = 60 * 60 * 1_000;
/** Older places are where somebody has been. */
const FRESH_MS = 2 * 60 * 1_000;

export const isFresh = (fix: Fix | undefined, now: number): fix is Fix => fix !== undefined && fix.ts > now - FRESH_MS;

/**
 * Sends after an SOS of this device where it was raised, when it went out without, or with an old one: a device needs seconds to find itself, and help must not wait for them. Another device
 * of the athlete may be anywhere, so it adds nothing.
 */
export class LatePlace {
  readonly #parts: LatePlaceParts;
  #waiting: Promise<string | undefined>;

  constructor(parts: LatePlaceParts) {
    this.#parts = parts;
    this.#waiting = parts.database.get<string>("meta", KEY);
    this.#waiting.catch(() => undefined);
  }

  /** An SOS went into the outbox without a fresh place. On the disk when it resolves. */
  async expect(identifier: string): Promise<void> {
    this.#waiting = Promise.resolve(identifier);
    await this.#parts.database.write([{ put: "meta", key: KEY, value: identifier }]);
  }

  /** There is a place, or a sync brought the event id of an SOS that waits for one. */
  async look(): Promise<void> {
    const { outbox, view, now, language } = this.#parts;
    const identifier = await this.#waiting;
    const fix = this.#parts.fix();
    if (identifier === undefined || !isFresh(fix, now())) return;
    const [circle, alerts] = await Promise.all([view.mine(), view.ofMine()]);
    const alert = alerts.find((one) => one.identifier === identifier);
    // It points at the alert, so the server must have that first.
    if (circle === undefined || alert?.eventId === undefined) return;
    const isYoung = alert.sentMs > now() - WORTH_MS;
    if (isYoung && alert.ended === undefined && alert.duress === undefined) {
      const wish = { identifier: `${identifier}.place`, athlete: circle.me, name: circle.name, language: language() };
      const message = locatedAlert({ ...wish, sentMs: now(), fix, of: alert.block });
      const said = await say(outbox, circle.room, message, {
        mentions: circle.firstTier,
        target: alert.eventId,
        bell: false,
      });
      if (!said.ok) return;
    }
    this.#waiting = Promise.resolve(undefined);
    await this.#parts.database.write([{ remove: "meta", key: KEY }]);
  }
}
