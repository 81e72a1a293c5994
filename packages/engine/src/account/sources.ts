import { isUserId } from "@paceline/protocol";
import { clubRows } from "../lists/clubs.ts";
import type { Sources } from "../lists/hub.ts";
import { memberRows } from "../lists/members.ts";
import { requestRows } from "../lists/requests.ts";
import { roomRows } from "../lists/rooms.ts";
import { nameIn } from "../ingest/summary.ts";
import { TimelineList } from "../timeline/timeline-list.ts";
import { sessionRow } from "./session-row.ts";
import type { World } from "./world.ts";

const NOBODY = { queued: 0, failed: 0 };

/** How each list of the port comes out of the world. Without a session every list but `session` is empty. */
export function listSources(world: World): Sources {
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
        return { rows: user === undefined ? [] : roomRows(projection.rooms, direct, user, cache), meta: { complete } };
      },
    }),
    clubs: () => ({ compute: () => ({ rows: clubRows(world.projection.rooms, world.unjoined), meta: {} }) }),
    requests: () => ({ compute: () => ({ rows: requestRows(world.projection.rooms), meta: {} }) }),
    members: ({ roomId }) => ({
      async compute() {
        const user = me();
        if (user === undefined) return { rows: [], meta: {} };
        return {
          rows: memberRows(await world.projection.state(roomId), user, world.projection.session?.bot),
          meta: {},
        };
      },
    }),
    typing: ({ roomId }) => ({
      async compute() {
        const state = await world.projection.state(roomId);
        const others = (world.typing.get(roomId) ?? []).filter(isUserId).filter((user) => user !== me());
        return { rows: others.map((id) => ({ id, name: nameIn(state, id) })), meta: {} };
      },
    }),
    timeline: ({ roomId }) => ({
      async compute() {
        const { account, projection, timelines } = world;
        if (account === undefined) return { rows: [], meta: { roomId, older: "start" } };
        const list = timelines.get(roomId) ?? new TimelineList(projection, account.outbox, roomId);
        timelines.set(roomId, list);
        return list.view();
      },
      end: () => void world.timelines.delete(roomId),
    }),
    meetups: () => ({
      async compute() {
        const { meetupRows } = await import("../meetups/meetup-list.ts");
        return { rows: await meetupRows(world, world.book, Date.now()), meta: {} };
      },
    }),
    devices: () => ({ compute: () => ({ rows: world.devices, meta: {} }) }),
    verifications: () => ({ compute: () => ({ rows: world.verifications, meta: {} }) }),
  };
}
