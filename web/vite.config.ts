import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compiledWords } from "./vite.words.ts";

/**
 * `vite build` makes the product; `--mode gallery` makes the page of all view states that tests and designers walk through.
 * The gallery never becomes part of the product: it is another entry in another folder.
 */
export default defineConfig(({ mode }) => ({
  plugins: [react({ compiler: true }), compiledWords()],
  worker: { format: "es" as const },
  build: {
    target: "es2023",
    outDir: mode === "gallery" ? "../.paceline/gallery" : "dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: mode === "gallery" ? "gallery.html" : "index.html" },
  },
}));
