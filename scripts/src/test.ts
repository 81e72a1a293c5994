import { join } from "node:path";
import type { Run } from "./steps/plan.ts";
import { CHECKOUT, clientStep, endToEndStep, serversStep, staticSteps, vitestStep } from "./steps/plan.ts";
import { report } from "./steps/report.ts";

// `npm test`: everything of check, then servers, views in a real page, and both together. About 15 minutes on 2 cores.
const run: Run = { reports: join(CHECKOUT, ".paceline", "reports", "test"), limitMs: 1_200_000 };
await report([
  // Fetching the servers is mostly waiting, so it is beside two that compute.
  { steps: [serversStep(), vitestStep("unit", run), ...staticSteps(), clientStep()], atOnce: 3 },
  { steps: [vitestStep("contract", run), vitestStep("view", run)], atOnce: 2 },
  { steps: [endToEndStep(run)], atOnce: 1 },
]);
