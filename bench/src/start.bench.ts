import { startFakeHomeserver } from "@paceline/testkit/fake-homeserver";
import type { Bench, Pair } from "./runner.ts";
import { createBare } from "./start/bare.ts";
import type { Marks } from "./start/errand.ts";
import { gzippedScripts, partsOfSdk, requestLog } from "./start/loaded-scripts.ts";
import { createOurs, firstPage } from "./start/ours.ts";
import { servePages } from "./start/pages.ts";
import { seedAccount } from "./start/seeded-account.ts";
import { Series } from "./start/series.ts";

const ROUNDS = { rounds: 9, warmups: 2 };
const OF_BARE = { atMost: 0.6 };
const FOUR_TIMES_THE_ROOMS = { atMost: 1.2 };

/** Warm starts: the browser is closed and started anew with the same profile; everything was synced before. Times since the start of the navigation. */
export const bench: Bench = {
  open: async () => {
    const homeserver = await startFakeHomeserver();
    const pages = await servePages(homeserver.baseUrl);
    const [few, bareFew, many] = [
      await seedAccount(homeserver, "few", 500),
      await seedAccount(homeserver, "bare", 500),
      await seedAccount(homeserver, "many", 2_000),
    ];
    const ours = await createOurs(pages.ours.origin, few, homeserver);
    const ours2000 = await createOurs(pages.ours.origin, many, homeserver);
    const bare = await createBare(pages.bare.origin, bareFew, homeserver);

    const clear = { ours: new Series(() => ours.start(few.clear)), bare: new Series(() => bare.start(bareFew.clear)) };
    const encrypted = {
      ours: new Series(() => ours.start(few.encrypted)),
      bare: new Series(() => bare.start(bareFew.encrypted)),
    };
    const rooms = { 500: new Series(() => ours.start(few.clear)), 2000: new Series(() => ours2000.start(many.clear)) };
    const beside = (name: string, { ours: own, bare: other }: typeof clear, value: (marks: Marks) => number): Pair => ({
      name: `D2 warm start with 500 rooms: ${name}`,
      unit: "ms",
      ours: { name: "Paceline", measure: own.read(value) },
      theirs: { name: "bare matrix-js-sdk page", measure: other.read(value) },
      gate: OF_BARE,
      ...ROUNDS,
    });
    const growth = (name: string, value: (marks: Marks) => number): Pair => ({
      name: `D2 warm start, four times the rooms: ${name}`,
      unit: "ms",
      ours: { name: "2,000 rooms", measure: rooms[2000].read(value) },
      theirs: { name: "500 rooms", measure: rooms[500].read(value) },
      gate: FOUR_TIMES_THE_ROOMS,
      ...ROUNDS,
    });

    /** One start without cached files, so that every script is asked for; what was asked for until a mark. */
    const cold = new Series(async () => {
      await ours.profile.forgetFiles();
      const log = requestLog(pages.ours.origin);
      const {
        firstPaint,
        list,
        read,
        look = 0,
      } = await ours.start(few.clear, {
        patient: true,
        look: async (context) => (await firstPage(context)).evaluate(() => performance.timeOrigin),
      });
      log.end();
      const until = (mark: number): string[] =>
        log.requests.filter(({ at }) => at <= look + mark).map(({ path }) => path);
      const folder = pages.ours.folder;
      return {
        kib: (await gzippedScripts(folder, until(firstPaint))) / 1024,
        kibToList: (await gzippedScripts(folder, until(list))) / 1024,
        sdk: (await partsOfSdk(folder, until(firstPaint))).length,
        sdkToList: (await partsOfSdk(folder, until(list))).length,
        filesOfRoom: until(read).length - until(list).length,
      };
    });

    return {
      pairs: [
        beside("room list visible", clear, ({ list }) => list),
        beside("a room opened, its last message read", clear, ({ read }) => read),
        beside("an encrypted room opened, its last message read", encrypted, ({ read }) => read),
        beside("a message queued", clear, ({ queued }) => queued),
        beside("a message queued in an encrypted room", encrypted, ({ queued }) => queued),
        growth("room list visible", ({ list }) => list),
        growth("a room opened, its last message read", ({ read }) => read),
        growth("a message queued", ({ queued }) => queued),
      ],
      figures: [
        {
          name: "D2 scripts before the first paint, gzip",
          unit: "KiB",
          atMost: 180,
          measure: cold.read(({ kib }) => kib),
        },
        {
          name: "D2 scripts until the list is visible, gzip",
          unit: "KiB",
          measure: cold.read(({ kibToList }) => kibToList),
        },
        {
          name: "D2 parts of SDK and crypto asked for before the first paint",
          unit: "files",
          atMost: 0,
          measure: cold.read(({ sdk }) => sdk),
        },
        {
          name: "D2 parts of SDK and crypto asked for before the list is visible",
          unit: "files",
          atMost: 0,
          measure: cold.read(({ sdkToList }) => sdkToList),
        },
        {
          name: "D2 files asked for from the list to a room that was opened, its last message read",
          unit: "files",
          atMost: 40,
          measure: cold.read(({ filesOfRoom }) => filesOfRoom),
        },
      ],
      close: async () => {
        for (const side of [ours, ours2000, bare]) await side.close();
        await pages.close();
        await homeserver.stop();
      },
    };
  },
};
