import { access, cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";
import type { InlineConfig } from "vite";

/*
 * Makes `dist/`: `main.js` (ES module), `preload.cjs` (sandboxed preloads are CommonJS), the icon and `client/`, the built web client,
 * which must have been built before.
 */
const here = import.meta.dirname;

function script(name: string, format: "es" | "cjs", file: string): InlineConfig {
  return {
    root: here,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(here, "src", name),
      outDir: join(here, "dist"),
      emptyOutDir: false,
      target: "node24",
      minify: false,
      rolldownOptions: { external: ["electron", /^node:/], output: { format, entryFileNames: file } },
    },
  };
}

const client = join(here, "..", "web", "dist");
await access(client).catch(() => {
  throw new Error("The web client is not built yet: run `npm run build -w @paceline/web` first.");
});
await rm(join(here, "dist"), { recursive: true, force: true });
await build(script("main.ts", "es", "main.js"));
await build(script("preload.ts", "cjs", "preload.cjs"));
await cp(client, join(here, "dist", "client"), { recursive: true });
await cp(join(here, "resources", "icon.png"), join(here, "dist", "icon.png"));
