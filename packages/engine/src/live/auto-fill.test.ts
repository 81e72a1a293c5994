import { failed, ok } from "@paceline/protocol";
import type { RoomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { ownCircle, textAt } from "../safety/testing/own-circle.ts";
import { AutoFill } from "./auto-fill.ts";

const said = (id: string) => ({ timeline: [textAt({ id, day: 0 }, "hello")] });
const cut = (id: string) => ({ ...said(id), limited: true, prevBatch: `before-${id}` });

/** A circle with something said, what of its past is read, and a server that fills gaps unless it is away. */
async function filling() {
  const { projection, take, ids } = await ownCircle();
  const state = { read: 0, away: false };
  const asked: string[] = [];
  let meanwhile = async (): Promise<void> => {};
  const counting = {
    rooms: projection.rooms,
    listen: projection.listen.bind(projection),
    async items(...range: Parameters<typeof projection.items>) {
      const found = await projection.items(...range);
      state.read += found.length;
      return found;
    },
  };
  const fill = new AutoFill(counting, {
    older: async () => ok(null),
    async gap(room: RoomId, id: string) {
      asked.push(id);
      if (state.away) return failed("server-unreachable", "later");
      const gap = (await projection.items(room, Infinity, 100)).find((item) => item.id === id);
      if (gap !== undefined) await projection.commit({ items: new Map([[room, { put: [], removed: [gap.pos] }]]) });
      await meanwhile();
      return ok(null);
    },
  });
  await take(said("$first"));
  return { take, ids, state, asked, fill, during: (work: () => Promise<void>) => (meanwhile = work) };
}

test("S6 what comes into a circle has nothing of its past read again, however much was said before", async () => {
  const { take, fill, state } = await filling();
  await fill.run();
  const once = state.read;
  expect(once).toBeGreaterThan(0);
  for (let one = 0; one < 20; one += 1) {
    await take(said(`$alert-${one}`));
    await fill.run();
  }
  expect(state.read).toBe(once);
});

test("S6 a circle has no gap, also where one comes while another is filled", async () => {
  const { take, ids, fill, asked, during } = await filling();
  await fill.run();
  await take(cut("$second"));
  during(async () => {
    during(async () => {});
    await take(cut("$third"));
  });
  await fill.run();
  await fill.run();
  expect(asked).toHaveLength(2);
  expect(await ids()).not.toContain("gap");
});

test("S6 a gap that cannot be filled now is filled after a later sync", async () => {
  const { take, ids, fill, state } = await filling();
  state.away = true;
  await take(cut("$second"));
  await fill.run();
  expect(await ids()).toContain("gap");
  state.away = false;
  await fill.run();
  expect(await ids()).not.toContain("gap");
});
