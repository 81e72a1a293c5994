import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { preloadedShell, shellName } from "./vite.shell.ts";
import { compiledWords } from "./vite.words.ts";

/**
 * `vite build` makes the product; `--mode gallery` makes the page of all view states that tests and designers walk through.
 * The gallery never becomes part of the product: it is another entry in another folder.
 */
export default defineConfig(({ mode }) => ({
  plugins: [react({ compiler: true }), compiledWords(), preloadedShell()],
  worker: { format: "es" as const },
  // Orders releases, newest last: an engine of an older one hands over to it.
  define: { "import.meta.env.VITE_RELEASE": JSON.stringify(process.env["VITE_RELEASE"] ?? new Date().toISOString()) },
  build: {
    target: "es2023",
    outDir: mode === "gallery" ? "../.paceline/gallery" : "dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: mode === "gallery" ? "gallery.html" : "index.html",
      output: {
        codeSplitting: {
          groups: [{ name: shellName(), debugName: "shell", priority: 2 }],
        },
      },
    },
  },
}));
