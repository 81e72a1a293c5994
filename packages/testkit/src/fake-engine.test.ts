import { expect, test } from "vitest";
import { failed, ok, roomId } from "@paceline/protocol";
import { FakeEngine } from "./fake-engine.ts";

const typing = { list: "typing", params: { roomId: roomId("!a:s") } } as const;
const ana = { id: "@ana:s", name: "Ana" };
const ben = { id: "@ben:s", name: "Ben" };

test("M11 a list that was set answers with a reset, after the call and to nobody who left", async () => {
  const engine = new FakeEngine([{ ...typing, rows: [ana], meta: {} }]);
  const heard: unknown[] = [];
  engine.subscribe("typing", typing.params, (update) => heard.push(update));
  engine.subscribe("typing", typing.params, () => heard.push("never"))();
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual([{ is: "reset", rows: [ana], meta: {} }]);
});

test("M11 a list that nobody set keeps its watchers waiting until it is", async () => {
  const engine = new FakeEngine();
  const heard: unknown[] = [];
  engine.subscribe("typing", typing.params, (update) => heard.push(update));
  await Promise.resolve();
  expect(heard).toEqual([]);
  engine.set("typing", typing.params, [ben]);
  expect(heard).toEqual([{ is: "reset", rows: [ben], meta: {} }]);
});

test("M11 steps reach the watchers as steps and leave the list as they say", async () => {
  const engine = new FakeEngine([{ ...typing, rows: [ana], meta: {} }]);
  const heard: unknown[] = [];
  engine.subscribe("typing", typing.params, (update) => heard.push(update));
  await Promise.resolve();
  const diffs = [
    { op: "insert", index: 0, row: ben },
    { op: "move", from: 0, to: 1 },
    { op: "update", index: 0, row: { ...ana, name: "Ana B." } },
    { op: "remove", index: 1 },
  ] as const;
  engine.change("typing", typing.params, diffs);
  expect(heard.at(-1)).toEqual({ is: "diffs", diffs });
  expect(engine.rows("typing", typing.params)).toEqual([{ ...ana, name: "Ana B." }]);
});

test("M11 commands are written down and answered as told", async () => {
  const engine = new FakeEngine([], { signIn: () => failed("wrong-password", "never") });
  expect(await engine.command("signOut", {})).toEqual(ok(null));
  const input = { server: "https://s", user: "ana", password: "x", deviceName: "test" };
  expect(await engine.command("signIn", input)).toEqual(failed("wrong-password", "never"));
  expect(engine.calls.map(({ name }) => name)).toEqual(["signOut", "signIn"]);
  expect(engine.last("signIn")).toEqual(input);
});
