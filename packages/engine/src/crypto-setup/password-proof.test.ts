import { MatrixError } from "matrix-js-sdk";
import type { AuthDict } from "matrix-js-sdk";
import { expect, test } from "vitest";
import { withPassword } from "./password-proof.ts";

const ME = "@ana:example.org";
const PASSWORD_FLOW = [{ stages: ["m.login.password"] }];

/** A server that wants `flows` and knows one password. */
function server(flows: readonly { stages: readonly string[] }[]) {
  const asked: (AuthDict | null)[] = [];
  const request = async (auth: AuthDict | null): Promise<string> => {
    asked.push(auth);
    const given = { ...auth } as Record<string, unknown>;
    if (given["password"] === "right" && given["session"] === "s1") return "done";
    const refused = auth === null ? {} : { errcode: "M_FORBIDDEN" };
    throw new MatrixError({ flows, session: "s1", ...refused }, 401);
  };
  return { asked, request };
}

test("M6 the password is given only where the server asks for it", async () => {
  const free = await withPassword(ME, "right", async (auth) => auth);
  expect(free).toEqual({ ok: true, value: null });
  const { asked, request } = server(PASSWORD_FLOW);
  expect(await withPassword(ME, "right", request)).toEqual({ ok: true, value: "done" });
  const identifier = { type: "m.id.user", user: ME };
  expect(asked).toEqual([null, { type: "m.login.password", identifier, password: "right", session: "s1" }]);
});

test.each([
  ["none was given", PASSWORD_FLOW, undefined, "password-needed"],
  ["it is wrong", PASSWORD_FLOW, "wrong", "wrong-password"],
  ["the server wants something else", [{ stages: ["m.login.sso"] }], "right", "unsupported"],
  ["the server wants more", [{ stages: ["m.login.password", "m.login.email"] }], "right", "unsupported"],
])("M6 where %s the reason is told, without the password in it", async (_when, flows, password, code) => {
  const answer = await withPassword(ME, password, server(flows).request);
  expect(answer).toMatchObject({ ok: false, failure: { code, retry: "never" } });
  expect(JSON.stringify(answer)).not.toContain("right");
});

test("M6 a refusal that is no question stays what it is", async () => {
  const answer = await withPassword(ME, "right", () =>
    Promise.reject(new MatrixError({ errcode: "M_UNKNOWN_TOKEN" }, 401)),
  );
  expect(answer).toMatchObject({ failure: { code: "signed-out" } });
});
