import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { addDemoWeeks, makeDemoClub } from "../demo/demo-club.ts";
import { offered } from "../demo/people.ts";
import { rideAround } from "../demo/rider.ts";
import type { DemoPerson } from "./gateway/gateway.ts";
import { portState } from "./gateway/port-state.ts";
import { startOptions } from "./options.ts";
import { runningMark } from "./processes/running-mark.ts";
import { startAdvice } from "./sentences.ts";
import type { StartFailure } from "./sentences.ts";
import { startStack } from "./stack.ts";
import type { Stack, StackOptions } from "./stack.ts";
import { interrupted } from "./terminal/interrupt.ts";
import { progressOn } from "./terminal/progress.ts";

const DEVELOPMENT_SET = fileURLToPath(new URL("../../../.paceline/dev", import.meta.url));

export type StartPlace = Pick<StackOptions, "watch" | "webFolder"> & {
  /** The development set of this checkout, if absent. */
  readonly dataDir?: string;
};

type Started = { readonly stack: Stack; readonly people: readonly DemoPerson[] };

/** `npm start` and `npm run dev`: brings the development set up, says where it is, and ends it on Ctrl-C. Resolves with the exit code. */
export const runStart = async (args: readonly string[], place: StartPlace): Promise<number> => {
  const { dataDir = DEVELOPMENT_SET } = place;
  const asked = interrupted();
  const began = performance.now();
  const mark = runningMark(join(dataDir, "running.json"));
  const starting = start(args, { ...place, dataDir }, mark);
  const first = await Promise.race([starting, asked]);
  if (typeof first === "string") {
    process.stdout.write("\nStopped before it was up; npm start goes on from here.\n");
    // What is under way ends with this process: installers are told by the terminal, servers by their starter's end.
    await mark.clear();
    process.exit(130);
  }
  if (!first.ok) {
    process.stderr.write(`\n${startAdvice(first.failure)}\n`);
    return 1;
  }
  const { stack, people } = first.value;
  welcome(stack.origin, people, (performance.now() - began) / 1_000);

  const ending = new AbortController();
  const aliveness = keepAlive(stack, dataDir, ending.signal);
  const ended = await Promise.race([
    asked,
    stack.synapse.process().exited.then(() => "The homeserver" as const),
    stack.bridge.process().exited.then(() => "The bridge" as const),
  ]);
  const died = ended === "The homeserver" || ended === "The bridge";
  if (died)
    process.stderr.write(`\n${ended} ended unexpectedly. Its log is below .paceline/dev; npm start brings it back.\n`);
  process.stdout.write("\nStopping …\n");
  ending.abort();
  // Who is on the road says that they stopped while there is a server to hear it.
  if (!died) await Promise.race([aliveness, pause(GOODBYE_MS, undefined, { ref: false })]);
  await stack.stop();
  await aliveness;
  await mark.clear();
  process.stdout.write("Everything has ended.\n");
  return died ? 1 : 0;
};

const start = async (
  args: readonly string[],
  place: StartPlace & { readonly dataDir: string },
  mark: ReturnType<typeof runningMark>,
): Promise<Result<Started, StartFailure>> => {
  const options = startOptions(args);
  if (!options.ok) return options;
  const { port, fresh, mapTiles } = options.value;

  const other = await mark.other();
  if (other) {
    const how = `open ${other.origin}, or end it with Ctrl-C in its terminal (or kill ${other.pid}) and start again.`;
    return failed("ALREADY_RUNNING", "never", how);
  }
  const leftovers = await mark.endLeftovers();
  if (leftovers > 0) process.stdout.write(`  Ended ${leftovers} processes that an earlier start had left behind.\n`);
  const busy = await portState(port);
  if (busy) return failed(busy, "never", String(port));
  if (fresh) await rm(place.dataDir, { recursive: true, force: true });

  const steps = progressOn(process.stdout);
  const stack = await startStack({ ...place, port, mapTiles, steps });
  if (!stack.ok) return stack;
  await mark.set(stack.value.origin, stack.value.pids());
  const demo = await steps("Demo club", (doing) => makeDemoClub(stack.value, place.dataDir, Date.now(), doing));
  if (!demo.ok) {
    await stack.value.stop();
    await mark.clear();
    return demo;
  }
  const { serverName, secrets } = stack.value;
  const people = offered.map(({ localpart, name }) => ({
    name,
    userId: `@${localpart}:${serverName}`,
    password: secrets.demoPassword,
  }));
  stack.value.offer(people);
  return ok({ stack: stack.value, people });
};

/** Ending does not wait longer for a last word. */
const GOODBYE_MS = 2_000;

/** An older set gets the meetups of the weeks that have come since, while people look around already; then somebody rides until `ending`. */
const keepAlive = async (stack: Stack, dataDir: string, ending: AbortSignal): Promise<void> => {
  const added = await addDemoWeeks(stack, dataDir, Date.now());
  const ridden = ending.aborted ? ok(undefined) : await rideAround(stack, ending);
  for (const done of [added, ridden])
    if (!done.ok && !ending.aborted) process.stderr.write(`\n${startAdvice(done.failure)}\n`);
};

const welcome = (origin: string, people: readonly DemoPerson[], seconds: number): void => {
  const width = Math.max(...people.map(({ name }) => name.length));
  const lines = people.map(({ name, userId, password }) => `    ${name.padEnd(width)}  ${userId}  ${password}`);
  process.stdout.write(
    [
      "",
      `  Paceline is up after ${seconds.toFixed(1)} s:  ${origin}`,
      "",
      "  Sign in with one click as",
      ...lines,
      "",
      "  Ctrl-C ends everything. The data stays in .paceline/dev.",
      "",
    ].join("\n"),
  );
};
