import { expect, test } from "vitest";
import { latest } from "./latest.ts";

test("M6 calls during a run share one more run, and no call is answered by a run that began before it", async () => {
  let began = 0;
  let ways: (() => void)[] = [];
  const look = latest(() => {
    began += 1;
    return new Promise<void>((resolve) => void ways.push(resolve));
  });
  const turn = async () => {
    await new Promise<void>((resolve) => void setImmediate(resolve));
    for (const end of ways.splice(0)) end();
  };
  const first = look();
  await new Promise<void>((resolve) => void setImmediate(resolve));
  const during = [look(), look()];
  expect(began).toBe(1);
  await turn();
  await first;
  await turn();
  await Promise.all(during);
  expect(began).toBe(2);
  ways = [];
});

test("M6 a failing run answers, and the next one runs", async () => {
  let runs = 0;
  const look = latest(async () => {
    runs += 1;
    if (runs === 1) throw new Error("away");
  });
  await look();
  await look();
  expect(runs).toBe(2);
});
