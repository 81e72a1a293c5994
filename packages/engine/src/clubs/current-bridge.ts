import { BridgeClient } from "./bridge-client.ts";
import type { BridgeParts } from "./bridge-client.ts";

/** The client of whichever bridge is known of at the moment; it keeps its session while that is the same one. */
export function currentBridge(
  parts: Omit<BridgeParts, "baseUrl">,
  known: () => string | undefined,
): () => BridgeClient | undefined {
  let last: { readonly baseUrl: string; readonly client: BridgeClient } | undefined;
  return () => {
    const baseUrl = known();
    if (baseUrl === undefined) return undefined;
    if (last?.baseUrl !== baseUrl) last = { baseUrl, client: new BridgeClient({ ...parts, baseUrl }) };
    return last.client;
  };
}
