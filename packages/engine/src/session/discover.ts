import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { BRIDGE_WELL_KNOWN, BridgeDiscovery } from "@paceline/protocol/http";
import type { Discovered, EngineFailureCode } from "@paceline/protocol/port";
import { record, text } from "../projection/room-state.ts";
import { getJson } from "./get-json.ts";
import type { Got } from "./get-json.ts";

type Answer = Result<Discovered, EngineFailureCode>;

/**
 * Finds the homeserver behind what a person typed (spec, "Server discovery"): a server name is asked for `/.well-known/matrix/client`; FAIL_PROMPT
 * and FAIL_ERROR end here, IGNORE tries the name itself. An address with a scheme is tried as a base URL after its own well-known.
 */
export async function discover(server: string, send: typeof fetch = fetch): Promise<Answer> {
  const origin = originOf(server);
  if (origin === undefined) return failed("invalid-input", "never");
  const known = await getJson(`${origin}/.well-known/matrix/client`, send);
  const unreachable = known.is === "unreachable";
  const base = known.is === "json" ? record(known.body["m.homeserver"])["base_url"] : undefined;
  if (known.is === "json" && "m.homeserver" in known.body && originOf(String(base)) === undefined)
    return failed("not-a-homeserver", "never", "base_url of m.homeserver is no address");
  const baseUrl = (text(base) ?? origin).replace(/\/+$/, "");
  const versions = await getJson(`${baseUrl}/_matrix/client/versions`, send);
  if (versions.is !== "json" || !Array.isArray(versions.body["versions"])) {
    if (versions.is === "unreachable" && (unreachable || baseUrl !== origin))
      return failed("server-unreachable", "later");
    return failed("not-a-homeserver", "never");
  }
  const flows = await getJson(`${baseUrl}/_matrix/client/v3/login`, send);
  if (flows.is === "unreachable") return failed("server-unreachable", "later");
  const offered = flows.is === "json" && Array.isArray(flows.body["flows"]) ? flows.body["flows"].map(record) : [];
  return ok({
    baseUrl,
    serverName: new URL(origin).host,
    password: offered.some(({ type }) => type === "m.login.password"),
    ...bridgeIn(known),
  });
}

/** The bridge that a server's well-known names now; nothing where it names none, or could not be asked. */
export async function discoverBridge(server: string, send: typeof fetch): Promise<Bridge> {
  const origin = originOf(server);
  return origin === undefined ? {} : bridgeIn(await getJson(`${origin}/.well-known/matrix/client`, send));
}

type Bridge = Pick<Discovered, "bridgeUrl" | "bot">;

function bridgeIn(known: Got): Bridge {
  const bridge = BridgeDiscovery.safeParse(known.is === "json" ? known.body[BRIDGE_WELL_KNOWN] : undefined);
  return bridge.success ? { bridgeUrl: bridge.data.base_url.replace(/\/+$/, ""), bot: bridge.data.bot } : {};
}

/** `example.org` → `https://example.org`; loopback without a scheme is taken as http, because nobody has a certificate there. */
function originOf(server: string): string | undefined {
  const name = server.trim().replace(/^@[^:]*:/, "");
  if (name === "") return undefined;
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(name);
  const url = URL.parse(/^https?:\/\//i.test(name) ? name : `${loopback ? "http" : "https"}://${name}`);
  if (url === null || url.username !== "" || url.hostname === "") return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
