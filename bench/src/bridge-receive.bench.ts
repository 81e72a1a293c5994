import { startBare, startBridge } from "./bridge-receive/receivers.ts";
import { eventsPerSecond } from "./bridge-receive/sender.ts";
import type { Bench } from "./runner.ts";

/** Of one measurement; together a second or two. */
const TRANSACTIONS = { one: 2_000, hundred: 150 };

export const bench: Bench = {
  open: async () => {
    const [ours, theirs] = [await startBridge(), await startBare()];
    const pair = (eventsEach: number, transactions: number) => ({
      name: `B1 durable receive, ${eventsEach} event(s) per transaction`,
      unit: "events/s",
      ours: { name: "bridge", measure: () => eventsPerSecond(ours, transactions, eventsEach) },
      theirs: { name: "bare express handler", measure: () => eventsPerSecond(theirs, transactions, eventsEach) },
      rounds: 9,
      warmups: 2,
      gate: { atLeast: 0.8 },
    });
    return {
      pairs: [pair(1, TRANSACTIONS.one), pair(100, TRANSACTIONS.hundred)],
      close: async () => {
        await ours.close();
        await theirs.close();
      },
    };
  },
};
