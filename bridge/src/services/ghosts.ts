import { failed, localpart, ok } from "@paceline/protocol";
import type { Result, UserId } from "@paceline/protocol";
import { createHomeserver } from "../appservice/homeserver.ts";
import type { Homeserver } from "../appservice/homeserver.ts";
import { asUser } from "../appservice/request.ts";
import type { Call } from "../appservice/request.ts";
import { ghostId } from "../mapping/ghost-id.ts";
import type { Ghost, GhostStore } from "../store/ghost-store.ts";

/** `BAD_ID`: no Matrix id can be made of the athlete's. */
export type GhostFailure = "BAD_ID" | "UNREACHABLE" | "REFUSED";

/** Matrix accounts of athletes who have none of their own. */
export interface Ghosts {
  /** Made and named where it is not. `name`: what people read; what was said before, or the id, where it is left out. */
  ensure(platform: string, athlete: string, name: string | undefined): Promise<Result<Ghost, GhostFailure>>;
  get(user: UserId): Ghost | undefined;
  /** The homeserver as this ghost has it. */
  as(ghost: UserId): Homeserver;
}

type Parts = {
  readonly store: GhostStore;
  readonly homeserver: Pick<Homeserver, "register">;
  readonly call: Call;
  readonly bot: UserId;
};

/** Of the homeservers below, which remember their device. */
const MOST_KEPT = 1_000;

export const createGhosts = ({ store, homeserver, call, bot }: Parts): Ghosts => {
  const kept = new Map<UserId, Homeserver>();

  const as = (ghost: UserId): Homeserver => {
    const known = kept.get(ghost) ?? createHomeserver(asUser(call, ghost), ghost);
    kept.set(ghost, known);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  };

  return {
    ensure: async (platform, athlete, name) => {
      const user = ghostId(bot, platform, athlete);
      if (user === undefined) return failed("BAD_ID", "never");
      const known = store.get(user);
      if (known !== undefined && (name === undefined || name === known.name)) return ok(known);
      const ghost: Ghost = { user, platform, athlete, name: name ?? athlete, circle: known?.circle };
      for (const step of [() => homeserver.register(localpart(user)), () => as(user).setName(ghost.name)]) {
        const done = await step();
        if (!done.ok) return failed(done.failure.retry === "never" ? "REFUSED" : "UNREACHABLE", done.failure.retry);
      }
      store.put(ghost);
      return ok(ghost);
    },
    get: (user) => store.get(user),
    as,
  };
};
