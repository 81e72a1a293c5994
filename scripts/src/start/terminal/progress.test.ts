import { expect, test } from "vitest";
import { failed } from "@paceline/protocol";
import { progressOn } from "./progress.ts";

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, columns: 60, written, write: (text: string) => written.push(text) };
};

test("D3 each step is one line with its time, done or not", async () => {
  const plain = screen(false);
  const steps = progressOn(plain);
  expect(await steps("Web client built", async () => "value")).toBe("value");
  await steps("Bridge started", async () => failed("BRIDGE_DIED", "never"));
  await expect(steps("Demo club", async () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(plain.written.map((line) => line.replace(/[\d.]+ s/, "0 s"))).toEqual([
    "  ✓ Web client built  0 s\n",
    "  ✗ Bridge started  0 s\n",
    "  ✗ Demo club  0 s\n",
  ]);
});

test("D3 a terminal shows what a long step is at, within its width", async () => {
  const terminal = screen(true);
  await progressOn(terminal)("Synapse installed", async (doing) => {
    doing(`fetching ${"a-very-long-name-".repeat(10)}`);
    await expect.poll(() => terminal.written.length).toBeGreaterThan(0);
  });
  const [first = "", last = ""] = [terminal.written[0], terminal.written.at(-1)];
  expect(first).toContain("Synapse installed: fetching a-very");
  expect(first.replace("\r\u001B[2K", "").length).toBeLessThan(60);
  expect(last).toContain("✓ Synapse installed");
});
