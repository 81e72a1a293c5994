import { expect, test } from "vitest";
import { fetched } from "./when-shown.ts";

test("M11 code that a broken link kept away is given up only when the server answers, since a reload needs it", async () => {
  let [away, waited] = [3, 0];
  const origin = { answers: async () => (away -= 1) < 0, pause: async () => void (waited += 1) };
  await expect(fetched(() => Promise.reject(new TypeError("no module")), origin)).rejects.toThrow("no module");
  expect(waited).toBe(3);
});

test("M11 nobody is asked for code that comes", async () => {
  const origin = {
    answers: () => Promise.reject(new Error("asked")),
    pause: () => Promise.reject(new Error("paused")),
  };
  expect(await fetched(async () => "code", origin)).toBe("code");
});
