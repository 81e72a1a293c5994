import { parseArgs } from "node:util";
import { failed, ok } from "@paceline/protocol";
import { MapTiles } from "@paceline/protocol/http";
import type { Result } from "@paceline/protocol";

export type StartOptions = {
  readonly port: number;
  readonly fresh: boolean;
  /** The operator's own map. */
  readonly mapTiles?: MapTiles;
};

const DEFAULT_PORT = 8720;

/** Options of `npm start -- …`. `cause` of a failure is what was not understood. */
export const startOptions = (args: readonly string[]): Result<StartOptions, "BAD_OPTION"> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        fresh: { type: "boolean" },
        "map-tiles": { type: "string" },
        "map-credit": { type: "string" },
      },
    });
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return failed("BAD_OPTION", "never", `--port ${values.port}`);
    const { "map-tiles": url, "map-credit": attribution } = values;
    if (url === undefined && attribution === undefined) return ok({ port, fresh: values.fresh ?? false });
    // Tiles are never shown without saying whose they are.
    const tiles = MapTiles.safeParse({ url, attribution });
    if (!tiles.success) return failed("BAD_OPTION", "never", `--map-tiles ${url} --map-credit ${attribution}`);
    return ok({ port, fresh: values.fresh ?? false, mapTiles: tiles.data });
  } catch {
    return failed("BAD_OPTION", "never", args.join(" "));
  }
};
