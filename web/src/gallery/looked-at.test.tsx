import { expect, onTestFinished, test } from "vitest";
import { LookedAt } from "./looked-at.ts";
import { barriers, COLOURS } from "./stand.tsx";

function page(html: string): HTMLElement {
  const root = document.createElement("main");
  root.innerHTML = html;
  document.body.append(root);
  onTestFinished(() => root.remove());
  return root;
}
/** Looks at one page after the other; answers what of the last one needs no second look. */
function again(...pages: readonly string[]): readonly string[] {
  const looked = new LookedAt();
  return pages
    .map((html) => {
      const { again, done } = looked.of(page(html));
      done();
      return again.map((element) => element.outerHTML);
    })
    .flatMap((parts, at) => (at === pages.length - 1 ? parts : []));
}

test("M17 what stood just so before needs no second look, what is new or stands elsewhere does", () => {
  const list = '<ul><li>one</li></ul><p id="_r_1_">two</p>';
  expect(again(list)).toEqual([]);
  expect(again(list, list)).toEqual([`<main>${list}</main>`]);
  expect(again(list, list.replace("two", "three"))).toEqual(["<ul><li>one</li></ul>"]);
  expect(again(list, list.replace("_r_1_", "_r_2b_"))).toHaveLength(1);
  expect(again(list, `<div class="dim">${list}</div>`)).toEqual([]);
  expect(again(list, list.replace("<ul>", '<ul class="dim">'))).toEqual([]);
});

test("M17 a colour that cannot be read is found, every time until it can", async () => {
  const root = page('<p style="color: #777; background: #888">Nobody reads this</p>');
  for (const _time of [1, 2]) expect(await barriers(COLOURS)).toEqual([expect.stringContaining("color-contrast")]);
  root.querySelector("p")!.style.color = "#000";
  expect(await barriers(COLOURS)).toEqual([]);
});
