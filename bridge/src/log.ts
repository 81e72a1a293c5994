import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

export type Log = Logger;

/**
 * One JSON line per thing that happened. Lines carry ids, codes, counts and durations; never a content, a name, a
 * position, a token or an address with a secret in it. An exception is logged by its class and code alone, because its
 * message may quote what it choked on.
 */
export const createLog = (destination?: DestinationStream): Log =>
  pino(
    {
      base: { app: "bridge" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: nameOf },
    },
    destination ?? pino.destination(1),
  );

/** What may be said about an exception: its class, its code and where in our code it arose. */
const nameOf = (error: unknown): { name: string; code?: string; at?: string } => {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = "code" in error ? String(error.code) : undefined;
  const at = error.stack?.split("\n").find((line) => line.includes("/bridge/src/"));
  return { name: error.name, ...(code && { code }), ...(at && { at: at.trim() }) };
};
