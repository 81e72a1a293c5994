import type { EngineFailureCode } from "@paceline/protocol/port";
import type { WordId } from "./catalogue.ts";

/** The one table from failure code to words: what happened, what was kept, what to do. Total over all codes of the port. */
export const failureWords = (code: EngineFailureCode): WordId => `failure.${code}`;
