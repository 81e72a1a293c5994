import { join } from "node:path";
import type { Run } from "./steps/plan.ts";
import { CHECKOUT, togetherStep, staticSteps, vitestStep } from "./steps/plan.ts";
import { report } from "./steps/report.ts";

// `npm test`: everything of check, then servers, views in a real page, and both together. Under 20 minutes on 2 cores.
const run: Run = { reports: join(CHECKOUT, ".paceline", "reports", "test"), limitMs: 1_200_000 };
await report([
  { steps: [vitestStep("unit", run), ...staticSteps()], atOnce: 2 },
  // What people do comes before faults: it builds the client that both use.
  { steps: [vitestStep("contract", run), vitestStep("view", run), togetherStep("rides", run)], atOnce: 2 },
  { steps: [togetherStep("faults", run, 2)], atOnce: 1 },
]);
