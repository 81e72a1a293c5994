import { describe, expect, test } from "vitest";
import { person } from "../../test/facts.ts";
import type { Entrance, MembershipChange } from "./index.ts";
import { isUnvouched, letIn } from "./index.ts";

const [CAP, SAM, EVE] = [person("cap"), person("sam"), person("eve")];
const did = (sender: typeof SAM, membership: MembershipChange["membership"]): MembershipChange => ({
  sender,
  membership,
});
const room = (more: Partial<Entrance> = {}): Entrance => ({
  joinRule: "knock",
  mayInvite: (user) => user === CAP,
  founder: false,
  complete: true,
  ...more,
});

describe("who let a person in", () => {
  test("C5 the one whose invitation led to the join, also after a request", () => {
    const history = [did(SAM, "knock"), did(CAP, "invite"), did(SAM, "join")];
    expect(letIn(history, room())).toEqual({ is: "invited", by: CAP, hadPower: true });
  });

  test("C5 an invitation by somebody without the power is told, and warned of", () => {
    const how = letIn([did(EVE, "invite"), did(SAM, "join")], room());
    expect(how).toEqual({ is: "invited", by: EVE, hadPower: false });
    expect(isUnvouched(how)).toBe(true);
  });

  test("C5 an old invitation does not vouch for a join after leaving or a ban", () => {
    for (const end of ["leave", "ban"] as const) {
      const how = letIn([did(CAP, "invite"), did(SAM, "join"), did(CAP, end), did(SAM, "join")], room());
      expect([how.is, isUnvouched(how)]).toEqual(["nobody", true]);
    }
  });

  test("C5 a change of name is no second entrance", () => {
    const history = [did(CAP, "invite"), did(SAM, "join"), did(SAM, "join")];
    expect(letIn(history, room())).toMatchObject({ by: CAP });
  });

  test("C5 members of the club, open rooms and founders need nobody", () => {
    const viaSpace = [{ ...did(SAM, "join"), authorisedBy: CAP }, did(SAM, "join")];
    const ways = [
      letIn(viaSpace, room({ joinRule: "restricted" })),
      letIn([did(SAM, "join")], room({ joinRule: "public" })),
      letIn([did(SAM, "join")], room({ founder: true })),
    ];
    expect(ways.map(({ is }) => is)).toEqual(["space", "open", "founder"]);
    expect(ways.some(isUnvouched)).toBe(false);
  });

  test("C5 where the beginning is not known, nobody is accused", () => {
    const how = letIn([did(SAM, "join")], room({ complete: false }));
    expect([how.is, isUnvouched(how)]).toEqual(["unknown", false]);
  });
});
