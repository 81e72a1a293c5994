import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { later as german } from "../../words/de/index.ts";
import { later as english } from "../../words/en/index.ts";
import { workerSaying } from "./push.ts";

type Shown = { readonly title: string; readonly body: string };

/** What the worker shows when a push comes. */
function shownBy(address: string): Shown | undefined {
  let shown: Shown | undefined;
  const listeners = new Map<string, (event: { waitUntil: () => void }) => void>();
  const self = {
    location: { href: `https://example.org${address}` },
    addEventListener: (name: string, listener: (event: { waitUntil: () => void }) => void) =>
      listeners.set(name, listener),
    registration: {
      showNotification: (title: string, { body }: { readonly body: string }) => {
        shown = { title, body };
      },
    },
  };
  runInNewContext(readFileSync(join(import.meta.dirname, "../../../public/safety-push.js"), "utf8"), { self, URL });
  listeners.get("push")?.({ waitUntil: () => undefined });
  return shown;
}

test.each([
  ["English", english],
  ["German", german],
])("S5 a push speaks %s, in the words of the catalogue", (_language, catalogue) => {
  const words = { title: catalogue["push.title"], body: catalogue["push.body"] };
  expect(shownBy(workerSaying(words))).toEqual(words);
});
