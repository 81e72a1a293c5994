import { FakeEngine } from "@paceline/testkit/fake-engine";
import { expect, onTestFinished, test, vi } from "vitest";
import { ListCache } from "./list-cache.ts";

const ROW = { id: "t", name: "Tom" } as never;

test("M10 a list goes cold without its views: what shows it again just then and whoever comes later watch one and the same", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const port = new FakeEngine([{ list: "zones", params: {}, rows: [ROW], meta: {} }]);
  const lists = new ListCache(port);
  const inHand = lists.of("zones", {});
  const leave = inHand.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(inHand.snapshot()).toMatchObject({ is: "here", rows: [ROW] });
  leave();
  await vi.advanceTimersByTimeAsync(19_999);
  expect(inHand.snapshot().is).toBe("here");
  await vi.advanceTimersByTimeAsync(1);
  expect(inHand.snapshot().is).toBe("waiting");

  const again = inHand.subscribe(() => undefined);
  expect(lists.of("zones", {})).toBe(inHand);
  const other = lists.of("zones", {}).subscribe(() => undefined);
  again();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(inHand.snapshot()).toMatchObject({ is: "here", rows: [ROW] });
  other();
});
