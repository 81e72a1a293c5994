import { ok, roomId } from "@paceline/protocol";
import { expect, test } from "vitest";
import { lively } from "../../gallery/samples/lively.ts";
import { stand } from "../../gallery/stand.tsx";

test("D1 C2 the address that the desktop makes of a matrix: link shows the club that it names", async () => {
  const link = "matrix:roomid/abc?via=example.org";
  await using view = await stand(
    { name: "link", path: `/clubs?link=${encodeURIComponent(link)}`, facts: lively },
    {
      previewClub: () =>
        ok({
          roomId: roomId("!abc"),
          name: "Dawn Patrol",
          memberCount: 18,
          standing: "none",
          access: "ask",
          via: ["example.org"],
        }),
    },
  );
  await expect.poll(() => view.place.textContent).toContain("Dawn Patrol");
  expect(view.port.last("previewClub")).toEqual({ link });
});
