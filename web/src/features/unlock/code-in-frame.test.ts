import { encode } from "uqr";
import { expect, test } from "vitest";
import { codeInFrame } from "./code-in-frame.ts";

/** As long as the code of a verification in a room, with every value that a byte can have towards its end. */
const CODE = Uint8Array.from([
  ...new TextEncoder().encode("MATRIX\u0002\u0000\u0000\u002C$an-event-id-of-forty-four-letters-to-be-exact"),
  ...Array.from({ length: 90 }, (_, at) => (at * 67 + 129) & 0xff),
]);
const SIZE = 480;

/** A code as a camera may see it: on a grey wall, turned by `degrees`, with noise up to `noise` of 255. */
function frame(code: string | readonly number[], degrees = 0, noise = 0) {
  const { data: rows, size } = encode(code, { ecc: "L", border: 4 });
  const data = new Uint8ClampedArray(SIZE * SIZE * 4).fill(255);
  const turn = (degrees * Math.PI) / 180;
  const scale = (SIZE * 0.7) / size;
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1) {
      const [right, down] = [x - SIZE / 2, y - SIZE / 2];
      const column = Math.floor((right * Math.cos(turn) + down * Math.sin(turn)) / scale + size / 2);
      const row = Math.floor((down * Math.cos(turn) - right * Math.sin(turn)) / scale + size / 2);
      const dark = rows[row]?.[column];
      const light = dark === undefined ? 140 : dark ? 30 : 220;
      data.fill(light + (((x * 31 + y * 17) % 64) / 63 - 0.5) * noise, (y * SIZE + x) * 4, (y * SIZE + x) * 4 + 3);
    }
  return { data, width: SIZE, height: SIZE };
}

test.each([
  [0, 0],
  [8, 40],
  [90, 0],
  [187, 40],
])("M6 our own code is read from a frame byte for byte, turned by %i° with noise of %i", (degrees, noise) => {
  expect(codeInFrame(frame([...CODE], degrees, noise))).toEqual(CODE);
});

test("M6 a code of letters comes out as their bytes, and a wall without a code as nothing", () => {
  expect(codeInFrame(frame("HTTPS://EXAMPLE.ORG/A-POSTER"))).toEqual(
    new TextEncoder().encode("HTTPS://EXAMPLE.ORG/A-POSTER"),
  );
  const wall = frame("x");
  wall.data.fill(128);
  expect(codeInFrame(wall)).toBeUndefined();
});
