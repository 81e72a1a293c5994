import { ownTracksConfig } from "@paceline/domain/shares";
import { failed, ok, txnId } from "@paceline/protocol";
import type { RoomId, UserId } from "@paceline/protocol";
import { EVENTS } from "@paceline/protocol/events";
import type { Tracker } from "@paceline/protocol/events";
import type { BridgeClient } from "../clubs/bridge-client.ts";
import type { Answer, Handlers } from "../commands/handlers.ts";
import type { RoomWriter } from "../matrix/client-port.ts";
import type { Projection } from "../projection/projection.ts";
import type { CircleBook } from "../safety/book.ts";
import { myCircle } from "../safety/circles.ts";
import { trackersIn } from "./trackers.ts";

export type TrackerCommand = "addTracker" | "rotateTracker" | "removeTracker";

export type TrackerParts = {
  readonly projection: Projection;
  readonly circles: CircleBook;
  readonly writer: Pick<RoomWriter, "encryptAndPut">;
  readonly bridge: () => Pick<BridgeClient, "makeTracker" | "endTracker"> | undefined;
  readonly me: UserId;
  readonly newId: () => string;
};

/** Phones that feed my share. The key is made here and goes into the circle, encrypted; the bridge knows an address, which is a secret of its own. */
export function trackerHandlers(parts: TrackerParts): Handlers<TrackerCommand> {
  const { projection, circles, writer, bridge, me, newId } = parts;
  const circle = (): RoomId | undefined => myCircle(projection.rooms)?.id;

  async function say(room: RoomId, tracker: Tracker): Answer<null> {
    const done = await writer.encryptAndPut(room, EVENTS.tracker.type, tracker, txnId(newId()));
    return done.ok ? ok(null) : done;
  }

  async function known(id: string): Promise<{ room: RoomId; tracker: Tracker } | undefined> {
    const room = circle();
    const found = room === undefined ? undefined : trackersIn(await circles.of(room), me).get(id)?.tracker;
    return room === undefined || found === undefined || found.revoked ? undefined : { room, tracker: found };
  }

  /** A new address, which ends the one before, then the new key to the circle. */
  async function make(room: RoomId, id: string, name: string): Answer<{ config: string }> {
    const client = bridge();
    if (client === undefined) return failed("no-bridge", "never");
    const made = await client.makeTracker({ id, circle_id: room });
    if (!made.ok) return made;
    const key = newKey();
    const said = await say(room, { v: 1, id, name, key, revoked: false });
    if (!said.ok) {
      // Nobody could open what it would send.
      await client.endTracker(id);
      return said;
    }
    const inline = encodeURIComponent(btoa(ownTracksConfig(made.value.url, key, name)));
    return ok({ config: `owntracks:///config?inline=${inline}` });
  }

  return {
    async addTracker({ name }) {
      const room = circle();
      if (room === undefined) return failed("no-circle", "never");
      const called = name.trim().slice(0, 60);
      if (called === "") return failed("invalid-input", "never");
      const id = `phone-${newId()}`;
      const done = await make(room, id, called);
      return done.ok ? ok({ id, ...done.value }) : done;
    },
    async rotateTracker({ id }) {
      const found = await known(id);
      return found === undefined ? failed("not-found", "never") : make(found.room, id, found.tracker.name);
    },
    async removeTracker({ id }) {
      const found = await known(id);
      if (found === undefined) return failed("not-found", "never");
      const said = await say(found.room, { ...found.tracker, revoked: true });
      if (!said.ok) return said;
      return (await bridge()?.endTracker(id)) ?? ok(null);
    },
  };
}

/** 24 random bytes as 32 letters that a person could also type. */
const newKey = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
