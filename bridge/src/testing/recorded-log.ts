import { Writable } from "node:stream";
import { createLog } from "../log.ts";
import type { Log } from "../log.ts";

/** A log and what was written to it. */
export const recordedLog = (): { readonly log: Log; readonly lines: readonly string[] } => {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLog(stream), lines };
};
