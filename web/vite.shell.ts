import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const MAIN = fileURLToPath(new URL("src/main.tsx", import.meta.url));

/** Vite's way of a dynamic import. */
const HELPER = /^\0vite\/preload-helper/;

/** One file of all icons imports each of them, so whoever imports one would seem to need all. */
const ICON = /\/lucide-react\//;

type Modules = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null };

/**
 * Names the file of a module: "shell" for what `main.tsx` imports, directly or by way of others, without a dynamic import between; `null`
 * for the rest. The shell is loaded at every start, and one file is there sooner than a chain of forty small ones.
 */
export function shellName(): (id: string, modules: Modules) => string | null {
  let shell: Set<string> | undefined;
  return (id, modules) => {
    shell ??= importedBy(MAIN, modules);
    // The first script needs it before the shell is there.
    if (HELPER.test(id)) return "helper";
    return shell.has(id) ? "shell" : null;
  };
}

function importedBy(first: string, modules: Modules): Set<string> {
  const found = new Set([first]);
  for (const id of found)
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) if (!ICON.test(next)) found.add(next);
  return found;
}

/** The page names the shell's files, so that the browser fetches them beside the small script that starts the engine's worker. */
export function preloadedShell(): Plugin {
  return {
    name: "paceline:preloaded-shell",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const main = chunks.find(({ facadeModuleId }) => facadeModuleId === MAIN);
        if (main === undefined) return [];
        const files = new Set([main.fileName]);
        for (const file of files)
          for (const needed of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) files.add(needed);
        const styles = chunks
          .filter(({ fileName }) => files.has(fileName))
          .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        const links = [
          ...styles.map((file) => ({ rel: "stylesheet", crossorigin: true, href: `/${file}` })),
          ...[...files].map((file) => ({ rel: "modulepreload", crossorigin: true, href: `/${file}` })),
        ];
        return links
          .filter(({ href }) => !html.includes(href))
          .map((attrs) => ({ tag: "link", attrs, injectTo: "head" as const }));
      },
    },
  };
}
