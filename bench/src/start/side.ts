import type { BrowserContext } from "@playwright/test";
import type { FakeHomeserver } from "@paceline/testkit/fake-homeserver";
import { runErrand } from "./errand.ts";
import type { Errands, Marks, Signs } from "./errand.ts";
import { createProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";
import type { SeededAccount, SeededRoom } from "./seeded-account.ts";

/** One of the two that are compared, with somebody signed in and everything stored. */
export type Side = {
  readonly profile: Profile;
  /** Starts the browser anew, opens the page, reads the room, writes there. `look`: what else to find out before the browser ends; `patient`: see `Errand`. */
  readonly start: <T>(
    room: SeededRoom,
    more?: { readonly look?: (context: BrowserContext) => Promise<T>; readonly patient?: boolean },
  ) => Promise<Marks & { look?: T }>;
  readonly close: () => Promise<void>;
};

export type SideParts = {
  readonly address: string;
  readonly signs: Signs;
  readonly account: SeededAccount;
  readonly homeserver: FakeHomeserver;
  /** Signs in and waits until everything is stored; the browser is closed after that. */
  readonly signIn: (context: BrowserContext) => Promise<void>;
  /** Before the browser is closed. */
  readonly leave?: (context: BrowserContext) => Promise<void>;
};

export async function createSide({ address, signs, homeserver, signIn, leave }: SideParts): Promise<Side> {
  const profile = await createProfile();
  const lastIn = new Map<string, string>();
  let errands = 0;
  await profile.use(signIn);
  return {
    profile,
    start: (room, { look, patient = false } = {}) =>
      profile.use(async (context) => {
        errands += 1;
        const say = `Written at start ${errands}`;
        const last = lastIn.get(room.id) ?? room.last;
        const delivered = nextSend(homeserver);
        await context.addInitScript(runErrand, { signs, room: room.name, last, say, patient });
        const [page] = context.pages();
        if (page === undefined) throw new Error("the browser has no page");
        await page.goto(address, { waitUntil: "commit" });
        const marks = await page.evaluate(() => (window as unknown as Errands).errand);
        await delivered;
        lastIn.set(room.id, say);
        const seen = look === undefined ? {} : { look: await look(context) };
        await leave?.(context);
        return { ...marks, ...seen };
      }),
    close: () => profile.remove(),
  };
}

const SEND = /\/rooms\/[^/]+\/send\//;

/** Resolves when the server has taken a message. */
function nextSend(homeserver: FakeHomeserver): Promise<void> {
  return new Promise((resolve) => {
    homeserver.observe(({ method, pathname, status }) => {
      if (method === "PUT" && status === 200 && SEND.test(pathname)) resolve();
    });
  });
}
