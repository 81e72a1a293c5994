import type { SafetyTimer } from "@paceline/protocol/events";
import { expect, test } from "vitest";
import { watchedTimer } from "../index.ts";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 14);
const line = (state: SafetyTimer["state"], more: Partial<SafetyTimer> = {}): SafetyTimer => ({
  v: 1,
  id: "timer-1",
  state,
  mode: "eta",
  due: new Date(NOW + 60 * MINUTE).toISOString(),
  grace_s: 1_200,
  ...more,
});
const seen = (lines: readonly SafetyTimer[], now = NOW, ...alerted: readonly string[]) =>
  watchedTimer(lines, new Set(alerted), now).timer;

test("S5 contacts see a timer from its start to its end, with the time that was said last", () => {
  const later = line("extended", { due: new Date(NOW + 90 * MINUTE).toISOString() });
  expect(seen([])).toBeUndefined();
  expect(seen([line("armed")])).toEqual({ dueMs: NOW + 60 * MINUTE, mode: "eta" });
  expect(seen([line("armed"), later])).toMatchObject({ dueMs: NOW + 90 * MINUTE });
  expect(seen([line("armed"), later, line("ended")])).toBeUndefined();
  expect(seen([line("armed"), line("ended"), line("armed", { id: "timer-2" })])).toBeDefined();
});

test("S6 a forced end ends nothing for contacts; the alert that comes with it takes its place", () => {
  const forced = [line("armed"), line("ended", { duress: true })];
  expect(seen(forced)).toEqual(seen([line("armed")]));
  expect(seen(forced, NOW, "timer-1")).toBeUndefined();
});

test("S5 a timer is shown until its alert is due; one that signs of life move is, until its end is said", () => {
  const { changesMs } = watchedTimer([line("armed")], new Set(), NOW);
  expect(changesMs).toBe(NOW + 80 * MINUTE);
  expect([changesMs - 1, changesMs].map((now) => seen([line("armed")], now) !== undefined)).toEqual([true, false]);
  expect(seen([line("armed", { mode: "until-stopped" })], NOW + 600 * MINUTE)).toMatchObject({ mode: "until-stopped" });
  expect(seen([line("armed", { mode: "interval" })], NOW + 8 * 24 * 60 * MINUTE)).toBeUndefined();
});
