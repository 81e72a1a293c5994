import { startFakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { openMap } from "./map/map-page.ts";
import { massRide } from "./map/mass-ride.ts";
import type { Bench } from "./runner.ts";
import { servePages } from "./start/pages.ts";
import { Series } from "./start/series.ts";
import { summary } from "./statistics.ts";

const RIDERS = 500;
/** As many of them as say where they are within a second, at the 30 s that a room of this size allows each. */
const EACH = 17;
const SECONDS = 10;
const ROUNDS = { rounds: 7, warmups: 1 };
const STORM = 1_000;

/** A map of five hundred people who ride, beside the same map while nobody says anything; both on one page, in turns. */
export const bench: Bench = {
  open: async () => {
    const homeserver = await startFakeHomeserver();
    const pages = await servePages(homeserver.baseUrl);
    const who = { name: "ana", password: "a wide view" };
    const ride = massRide(homeserver, homeserver.createUser(who.name, who.password), RIDERS);
    const map = await openMap(pages.ours.origin, who, ride);
    const riding = new Series(async () => {
      const stretch = await map.watch(SECONDS, () => ride.move(EACH));
      if (stretch.updates === 0) throw new Error("no update came to the map");
      return stretch;
    });
    const idle = new Series(() => map.watch(SECONDS, () => undefined));
    const middle = (values: readonly number[]): number => summary(values.slice(ROUNDS.warmups)).median;
    return {
      pairs: [
        {
          name: `E14 a map of ${RIDERS} riders for ${SECONDS} s: the page's main thread`,
          unit: "ms",
          ours: { name: "one update a second", measure: riding.read(({ busyMs }) => busyMs) },
          theirs: { name: "the same map, idle", measure: idle.read(({ busyMs }) => busyMs) },
          ...ROUNDS,
        },
      ],
      figures: [
        {
          name: "E14 main thread for one map update, what the idle map takes subtracted, by medians",
          unit: "ms",
          atMost: 4,
          measure: async () => {
            const rest = middle(idle.taken.map(({ busyMs }) => busyMs));
            return middle(riding.taken.map(({ busyMs, updates }) => Math.max(0, busyMs - rest) / updates));
          },
        },
        {
          name: `E14 updates that came to the map in ${SECONDS} s`,
          unit: "updates",
          measure: async () => middle(riding.taken.map(({ updates }) => updates)),
        },
        {
          name: `S2 ${STORM} hostile shares at once: until page and engine are idle again, the map unmoved`,
          unit: "ms",
          atMost: 1_000,
          measure: () => map.calmAfter(() => ride.storm(STORM)),
        },
      ],
      close: async () => {
        await map.close();
        await pages.close();
        await homeserver.stop();
      },
    };
  },
};
