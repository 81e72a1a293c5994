import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGateway } from "@paceline/scripts/gateway";
import { buildWeb } from "@paceline/scripts/web-build";
import { build } from "vite";

export type Page = {
  readonly origin: string;
  /** What it is served from. */
  readonly folder: string;
};
export type Pages = { readonly ours: Page; readonly bare: Page; readonly close: () => Promise<void> };

const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));

/** Built client and bare page, each behind its own gateway with the homeserver at `homeserverUrl`. No bridge answers. */
export async function servePages(homeserverUrl: string): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), "paceline-bench-pages-"));
  const [ours, bare] = [join(folder, "ours"), join(folder, "bare")];
  await copyOfOurs(ours);
  await buildBare(bare);
  const gateways = [await serve(ours, homeserverUrl), await serve(bare, homeserverUrl)] as const;
  return {
    ours: { origin: gateways[0].origin, folder: ours },
    bare: { origin: gateways[1].origin, folder: bare },
    close: async () => {
      for (const gateway of gateways) await gateway.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A copy, so that a build beside the run does not change what is measured. */
export async function copyOfOurs(folder: string): Promise<void> {
  const built = await buildWeb(CHECKOUT);
  if (!built.ok) throw new Error(`the client cannot be built: ${built.failure.cause ?? built.failure.code}`);
  await cp(built.value, folder, { recursive: true });
}

async function buildBare(folder: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL("../../bare/", import.meta.url)),
    configFile: false,
    logLevel: "warn",
    build: { outDir: folder, target: "es2023", reportCompressedSize: false, chunkSizeWarningLimit: 10_000 },
  });
}

async function serve(folder: string, homeserverUrl: string) {
  const port = Number(new URL(homeserverUrl).port);
  const gateway = await startGateway({
    port: 0,
    synapsePort: port,
    bridgePort: NOBODY,
    botUserId: "@nobody:localhost",
    web: { kind: "built", folder },
  });
  if (!gateway.ok) throw new Error(`the page cannot be served: ${gateway.failure.code}`);
  return gateway.value;
}

/** The discard port: connections are refused at once. */
const NOBODY = 9;
