import { expect, test, vi } from "vitest";
import { loading } from "./loading.ts";

const fails = (error: Error) => async (): Promise<never> => {
  throw error;
};

test("M11 a part that could not be fetched is told, another failure and one after the end are not", async () => {
  const told = vi.fn<() => void>();
  const running = new AbortController();
  expect(await loading(async () => "there", running.signal, told)).toBe("there");
  await expect(loading(fails(new Error("no store")), running.signal, told)).rejects.toThrow("no store");
  expect(told).not.toHaveBeenCalled();
  await expect(loading(fails(new TypeError("Failed to fetch")), running.signal, told)).rejects.toThrow(TypeError);
  expect(told).toHaveBeenCalledOnce();
  running.abort();
  await expect(loading(fails(new TypeError("Failed to fetch")), running.signal, told)).rejects.toThrow(TypeError);
  expect(told).toHaveBeenCalledOnce();
});
