import { expect, test } from "../world.ts";
import { Oracle } from "./oracle.ts";

const ANA = "@ana:example.org";
const BEN = "@ben:example.org";

/** Ana wrote 1, 2 and 4, Ben 3 and 5; Ben was killed before he saw 5. */
function book(): Oracle {
  const oracle = new Oracle("text", "!room");
  for (const person of [ANA, ANA, BEN, ANA]) oracle.shown(person, oracle.begin(person));
  oracle.begin(BEN);
  return oracle;
}

const room = (...texts: readonly number[]) => ({
  kept: texts.map((number, at) => ({
    eventId: `$${at}`,
    sender: number === 3 || number === 5 ? BEN : ANA,
    text: `text ${number}.`,
  })),
  unreadable: 0,
  reused: 0,
});

const FINE = { lost: 0, doubled: 0, outOfOrder: 0 };

test("M11 the oracle takes what two people wrote in any mixture, with or without what nobody had seen written", () => {
  expect(book().judge(room(1, 2, 3, 4))).toMatchObject({ ...FINE, written: 4, kept: 4 });
  expect(book().judge(room(3, 5, 1, 2, 4))).toMatchObject({ ...FINE, written: 4, kept: 5 });
});

test("M11 the oracle sees what is lost, doubled and out of order", () => {
  expect(book().judge(room(1, 2, 4))).toMatchObject({ ...FINE, lost: 1 });
  expect(book().judge(room(1, 2, 2, 3, 4))).toMatchObject({ lost: 0, doubled: 1 });
  expect(book().judge(room(2, 1, 3, 4))).toMatchObject({ ...FINE, outOfOrder: 1 });
  expect(book().judge(room(1, 2, 4, 5, 3))).toMatchObject({ ...FINE, outOfOrder: 1 });
});
