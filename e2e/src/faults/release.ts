import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGateway } from "@paceline/scripts/gateway";
import type { Stack } from "@paceline/scripts/stack";

const RELEASE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** An origin of its own for the same homeserver and bridge, whose client can be replaced by a newer release while people use it. */
type Site = {
  readonly origin: string;
  /** Puts the next release in place of the one before; resolves with what the addresses of its scripts begin with. */
  publish(): Promise<string>;
  stop(): Promise<void>;
};

export async function openSite(stack: Stack, built: string): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "paceline-site-"));
  await cp(built, folder, { recursive: true });
  const gateway = await startGateway({
    port: 0,
    synapsePort: Number(new URL(stack.synapse.baseUrl).port),
    bridgePort: Number(new URL(stack.bridge.baseUrl).port),
    botUserId: `@paceline:${stack.serverName}`,
    web: { kind: "built", folder },
  });
  if (!gateway.ok) throw new Error(`no gateway: ${gateway.failure.code}`);
  let releases = 1;
  return {
    origin: gateway.value.origin,
    publish: async () => {
      await makeNewer(folder, releases);
      return `/assets/r${releases++}-`;
    },
    stop: async () => {
      await gateway.value.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What a build of changed sources would change: the release string, and the names of all scripts, because a browser keeps a script by its name.
 * The old ones stay for the tabs that still run them.
 */
async function makeNewer(folder: string, release: number): Promise<void> {
  const assets = join(folder, "assets");
  const scripts = (await readdir(assets)).filter((name) => name.endsWith(".js"));
  const current = scripts.filter((name) => name.startsWith(`r${release - 1}-`));
  const names = current.length > 0 ? current : scripts;
  const renamed = (name: string): string => `r${release}-${name.replace(/^r\d+-/, "")}`;
  const anyName = new RegExp(names.map((name) => name.replaceAll(".", "\\.")).join("|"), "g");
  let changed = 0;
  const newer = async (path: string): Promise<string> =>
    (await readFile(path, "utf8"))
      .replaceAll(anyName, renamed)
      .replaceAll(RELEASE, () => (changed++, `2999-01-01T00:00:00.00${release}Z`));
  for (const name of names) await writeFile(join(assets, renamed(name)), await newer(join(assets, name)));
  const page = join(folder, "index.html");
  await writeFile(page, await newer(page));
  if (changed === 0) throw new Error("the build holds no release string");
}
