import { join } from "node:path";
import { CHECKOUT, staticSteps, vitestStep } from "./steps/plan.ts";
import { report } from "./steps/report.ts";

// `npm run check`: what one runs before every commit. No servers, no browser page of our own.
const unit = vitestStep("unit", { reports: join(CHECKOUT, ".paceline", "reports", "check"), limitMs: 300_000 });
await report([{ steps: [unit, ...staticSteps()], atOnce: 2 }]);
