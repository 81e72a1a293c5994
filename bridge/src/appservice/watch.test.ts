import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { recordedLog } from "../testing/recorded-log.ts";
import type { HomeserverCode } from "./request.ts";
import { createWatch } from "./watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Reply = Result<null, HomeserverCode>;
const THERE: Reply = ok(null);
const GONE: Reply = failed("UNREACHABLE", "later", "TypeError");

/** A homeserver that is there or not, and what the watch did about it, in order. */
const scene = (ping: Reply = THERE) => {
  const did: string[] = [];
  const state: { ping: Reply; versions: Reply } = { ping, versions: THERE };
  const { log, lines } = recordedLog();
  const watch = createWatch({
    homeserver: {
      ping: async () => state.ping,
      versions: async () => state.versions,
      setName: async () => THERE,
    },
    appserviceId: "paceline",
    inbox: { hold: () => void did.push("hold"), release: () => void did.push("release") },
    catchUp: async () => {
      did.push("catch up");
      return ok(null);
    },
    log,
  });
  return { watch, did, state, lines, passes: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
};

test("B1 work begins when the homeserver has heard us and nothing is missing", async () => {
  const { watch, did, passes } = scene();
  expect(watch.here()).toBe(false);
  watch.start();
  await passes(0);
  expect([watch.here(), did]).toEqual([true, ["catch up", "release"]]);
  await passes(5_000);
  expect(did).toHaveLength(2);
  watch.stop();
});

test("B1 a homeserver that went away and came back is caught up with before work goes on", async () => {
  const { watch, did, state, passes } = scene();
  watch.start();
  await passes(0);
  [state.versions, state.ping] = [GONE, GONE];
  await passes(1_500);
  expect([watch.here(), did.splice(0)]).toEqual([false, ["catch up", "release", "hold"]]);
  [state.versions, state.ping] = [THERE, THERE];
  await passes(500);
  expect([watch.here(), did]).toEqual([true, ["catch up", "release"]]);
  watch.stop();
});

test("B1 an absence is told once, not twice a second", async () => {
  const { watch, lines, passes } = scene(GONE);
  watch.start();
  await passes(10_000);
  expect(lines.filter((line) => line.includes("not reached"))).toHaveLength(1);
  watch.stop();
});

test("B1 a slow answer is no absence", async () => {
  const { watch, did, state, passes } = scene();
  watch.start();
  await passes(0);
  state.versions = failed("UNREACHABLE", "later", "TimeoutError");
  await passes(2_000);
  expect([watch.here(), did]).toEqual([true, ["catch up", "release"]]);
  watch.stop();
});

test("B1 a homeserver that does not know how to ping is worked with all the same", async () => {
  const { watch, lines, passes } = scene(failed("REFUSED", "never", "M_UNRECOGNIZED"));
  watch.start();
  await passes(0);
  expect(watch.here()).toBe(true);
  expect(lines.join("")).toContain("M_UNRECOGNIZED");
  watch.stop();
});
