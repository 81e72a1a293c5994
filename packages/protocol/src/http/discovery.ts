import { z } from "zod";
import { NS } from "../namespace.ts";
import { UserIdShape } from "../events/spec.ts";

/** Key in `/.well-known/matrix/client` that tells our client where the server's bridge is. */
export const BRIDGE_WELL_KNOWN = `${NS}.bridge`;

/** `base_url` without trailing slash; `/api/v1/…` hangs below it. `bot` is the account that creates clubs and keeps clear rosters. */
export const BridgeDiscovery = z.object({ base_url: z.url(), bot: UserIdShape });
export type BridgeDiscovery = z.infer<typeof BridgeDiscovery>;
