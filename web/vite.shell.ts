import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const MAIN = fileURLToPath(new URL("src/main.tsx", import.meta.url));

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
