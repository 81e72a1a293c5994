import type { Diagnostics } from "@paceline/protocol/port";
import type { World } from "../account/world.ts";

/** What a person can read or send to somebody who helps: counts and sizes, no content, no names. */
export async function diagnostics({ badEvents, syncs, projection }: World, release: string): Promise<Diagnostics> {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  const persisted = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
  const unreadable = projection.database.unreadable();
  return {
    release,
    syncs,
    badEvents: { ...Object.fromEntries(badEvents), ...(unreadable === 0 ? {} : { "stored record": unreadable }) },
    storage: { persisted, ...(usage === undefined ? {} : { usage }), ...(quota === undefined ? {} : { quota }) },
  };
}
