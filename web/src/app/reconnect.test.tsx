import { expect, test } from "vitest";
import { lively, withFact } from "../gallery/samples/lively.ts";
import { signedIn } from "../gallery/samples/session.ts";
import { found, stand } from "../gallery/stand.tsx";
import { fact } from "../gallery/view-state.ts";

const offline = { ...signedIn, link: { is: "offline", sinceMs: 0, retryAtMs: 60_000 } } as const;

test("S6 M11 what waits is tried at once when the device is connected again, or somebody looks at the page", async () => {
  await using view = await stand({
    name: "cut off",
    path: "/",
    facts: withFact(lively, fact("session", {}, [offline], {})),
  });
  const tried = () => view.port.calls.filter(({ name }) => name === "retryNow").length;
  await found("h1");
  expect(tried()).toBe(0);
  window.dispatchEvent(new Event("online"));
  expect(tried()).toBe(1);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(tried()).toBe(2);
});

test("M11 looking at a page that is connected asks for nothing", async () => {
  await using view = await stand({ name: "connected", path: "/", facts: lively });
  await found("h1");
  document.dispatchEvent(new Event("visibilitychange"));
  expect(view.port.last("retryNow")).toBeUndefined();
});
