import type { ListName } from "@paceline/protocol/port";
import { clubRows } from "../lists/clubs.ts";
import type { Sources } from "../lists/hub.ts";
import { requestRows } from "../lists/requests.ts";
import { roomRows } from "../lists/rooms.ts";
import { once } from "../port/once.ts";
import { sessionRow } from "./session-row.ts";
import type { World } from "./world.ts";

/** Loaded after the first rows. */
export const beyondFirstRows = once(() => import("./beyond-first-rows.ts"));

const NOBODY = { queued: 0, failed: 0 };

/** How each list of the port comes out of the world. `wakeAt`: time alone changes this list then (ms, this device's clock). Without a session every list but `session` is empty. */
export function listSources(world: World, wakeAt: (list: ListName, ms: number) => void): Sources {
  const me = () => world.projection.session?.userId;
  return {
    session: () => ({
      compute: () => {
        const { projection, account, status, protection } = world;
        const row = sessionRow(projection.session, status, account?.outbox.counts() ?? NOBODY, protection);
        return { rows: [row], meta: {} };
      },
    }),
    rooms: () => ({
      compute() {
        const { projection, roomRows: cache, status } = world;
        const user = me();
        const complete = projection.complete && (projection.token !== undefined || status.firstSync === "done");
        const direct = projection.accountData.get("m.direct") ?? {};
        if (user === undefined) return { rows: [], meta: { complete } };
        return { rows: roomRows(projection.rooms, direct, user, cache, projection.complete), meta: { complete } };
      },
    }),
    clubs: () => ({ compute: () => ({ rows: clubRows(world.projection.rooms, world.unjoined), meta: {} }) }),
    requests: () => ({ compute: () => ({ rows: requestRows(world.projection.rooms), meta: {} }) }),
    members: ({ roomId }) => ({
      compute: async () => ({ rows: await (await beyondFirstRows()).membersOf(world, roomId), meta: {} }),
    }),
    typing: ({ roomId }) => ({
      compute: async () => ({ rows: await (await beyondFirstRows()).typingIn(world, roomId), meta: {} }),
    }),
    timeline: ({ roomId }) => ({
      compute: async () => (await beyondFirstRows()).timelineOf(world, roomId),
      end: () => void world.timelines.delete(roomId),
    }),
    meetups: () => ({
      async compute() {
        const { meetupRows } = await beyondFirstRows();
        return { rows: await meetupRows(world, world.book, Date.now()), meta: {} };
      },
    }),
    devices: () => ({ compute: () => ({ rows: world.devices, meta: {} }) }),
    verifications: () => ({ compute: () => ({ rows: world.verifications, meta: {} }) }),
    shares: () => ({ compute: async () => (await beyondFirstRows()).sharesIn(world, (ms) => wakeAt("shares", ms)) }),
    circle: () => ({ compute: async () => (await beyondFirstRows()).circleOf(world, (ms) => wakeAt("circle", ms)) }),
    circlesOfOthers: () => ({
      compute: async () => (await beyondFirstRows()).circlesOfOthersIn(world, (ms) => wakeAt("circlesOfOthers", ms)),
    }),
    timer: () => ({ compute: async () => (await beyondFirstRows()).timerIn(world) }),
    alerts: () => ({ compute: async () => (await beyondFirstRows()).alertsIn(world, (ms) => wakeAt("alerts", ms)) }),
    hazards: () => ({ compute: async () => (await beyondFirstRows()).hazardsIn(world, (ms) => wakeAt("hazards", ms)) }),
    safetyLog: () => ({ compute: async () => (await beyondFirstRows()).safetyLogIn(world) }),
    zones: () => ({ compute: async () => (await beyondFirstRows()).zonesIn(world) }),
    trackers: () => ({ compute: async () => (await beyondFirstRows()).trackersOf(world) }),
  };
}
