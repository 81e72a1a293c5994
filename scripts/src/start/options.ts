import { parseArgs } from "node:util";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";

export type StartOptions = { readonly port: number; readonly fresh: boolean };

const DEFAULT_PORT = 8720;

/** Options of `npm start -- …`. `cause` of a failure is what was not understood. */
export const startOptions = (args: readonly string[]): Result<StartOptions, "BAD_OPTION"> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: "string" }, fresh: { type: "boolean" } },
    });
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return failed("BAD_OPTION", "never", `--port ${values.port}`);
    return ok({ port, fresh: values.fresh ?? false });
  } catch {
    return failed("BAD_OPTION", "never", args.join(" "));
  }
};
