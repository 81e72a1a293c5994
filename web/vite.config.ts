import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * `vite build` makes the product; `--mode gallery` makes the page of all view states that tests and designers walk through.
 * The gallery never becomes part of the product: it is another entry in another folder.
 */
export default defineConfig(({ mode }) => ({
  plugins: [react({ compiler: true })],
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
