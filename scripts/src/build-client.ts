import { buildWeb } from "./start/processes/web-build.ts";
import { CHECKOUT } from "./steps/plan.ts";

// A step of `npm test`: built once, before those who would each build it for themselves.
const built = await buildWeb(CHECKOUT);
if (!built.ok) throw new Error(built.failure.cause);
