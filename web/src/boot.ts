/**
 * The first script of the page. The engine's worker has the longer way to the first rows (start, keys, storage), so it sets out before the page's own code is
 * there: one for all tabs, or one of this tab where the browser has no SharedWorker.
 */

// Before any schema is there: zod tries whether it may compile code, and our content security policy reports the mere try as a violation.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const worker =
  typeof SharedWorker === "undefined"
    ? new Worker(new URL("./engine/engine-worker.ts", import.meta.url), { type: "module", name: "paceline" })
    : new SharedWorker(new URL("./engine/engine-worker.ts", import.meta.url), { type: "module", name: "paceline" });
const lost = new Promise<void>((resolve) => {
  worker.addEventListener("error", () => resolve(), { once: true });
});

const { begin } = await import("./main.tsx");
await begin(worker, lost);
