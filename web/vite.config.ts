import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { layered } from "./vite.layers.ts";
import { preloadedShell } from "./vite.shell.ts";
import { compiledWords } from "./vite.words.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What a start shows first, then what most people open next. */
const PAGE = [
  { name: "shell", roots: [at("src/main.tsx")] },
  { name: "chats", roots: [at("src/features/chats/ChatsLayout.tsx"), at("src/features/chats/NoChat.tsx")] },
  { name: "home", roots: [at("src/features/home/HomePage.tsx")] },
  { name: "sign-in", roots: [at("src/features/sign-in/SignInPage.tsx"), at("src/features/set-up/SetUpPage.tsx")] },
  { name: "room", roots: [at("src/features/room/RoomPage.tsx")] },
];

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
        codeSplitting: { groups: layered(PAGE) },
      },
    },
  },
}));
