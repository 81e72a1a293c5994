import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack } from "@paceline/scripts/stack";
import { createRawPair } from "./latency/raw-pair.ts";
import { openTwoBrowsers } from "./latency/two-browsers.ts";
import type { Bench } from "./runner.ts";
import { copyOfOurs } from "./start/pages.ts";
import { Series } from "./start/series.ts";
import { summary } from "./statistics.ts";

const ROUNDS = 60;
const WARMUPS = 5;

/**
 * An encrypted message from browser to browser on a real Synapse, beside the least that the same Synapse needs; both speak to the same origin, and both browsers
 * share the machine with Synapse, which waits for the disk for neither. Each side begins when the server has nothing else to do: one message of ours is followed by a receipt, the end of typing and
 * their syncs, and a raw pair that ran into those took about twice as long, which made the difference look smaller than it is.
 */
export const bench: Bench = {
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), "paceline-bench-latency-"));
    const web = join(folder, "web");
    await copyOfOurs(web);
    const started = await startStack({ dataDir: join(folder, "set"), testVariant: true, webFolder: web });
    if (!started.ok) throw new Error(`the stack did not start: ${started.failure.code} ${started.failure.cause ?? ""}`);
    const { origin, synapse } = started.value;
    const raw = await createRawPair(origin, synapse);
    const browsers = await openTwoBrowsers(origin, synapse);

    let words = 0;
    const next = (): string => `Word ${String((words += 1)).padStart(4, "0")}`;
    const ours = new Series(() => browsers.send(next()));
    const least = new Series(() => raw.send(next()));
    const middle = (series: Series<number>): number => summary(series.taken.slice(WARMUPS)).median;
    return {
      pairs: [
        {
          name: "M1 encrypted message, Enter until it is in the other browser's page",
          unit: "ms",
          ours: { name: "Paceline", measure: ours.read((ms) => ms) },
          theirs: { name: "raw PUT /send to /sync", measure: least.read((ms) => ms) },
          rounds: ROUNDS,
          warmups: WARMUPS,
        },
      ],
      figures: [
        {
          name: "M1 what encryption, storing and showing add to the raw pair, by medians",
          unit: "ms",
          atMost: 60,
          measure: async () => Math.max(0, middle(ours) - middle(least)),
        },
      ],
      close: async () => {
        await browsers.close();
        await started.value.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};
