import { MatrixError } from "matrix-js-sdk";
import type { AuthDict, MatrixClient } from "matrix-js-sdk";
import { failed, ok } from "@paceline/protocol";
import type { Failed, Result } from "@paceline/protocol";
import type { EngineFailureCode } from "@paceline/protocol/port";
import type { Answer } from "../commands/handlers.ts";
import { failureOf } from "../matrix/failures.ts";

/**
 * Makes a request that the server may want the password for (spec, "User-interactive authentication"). It is asked without first. Fails with
 * `password-needed` where none was given, `wrong-password`, `unsupported` where the server wants something else.
 */
export async function withPassword<T>(
  userId: string,
  password: string | undefined,
  request: (auth: AuthDict | null) => Promise<T>,
): Answer<T> {
  const first = await attempt(() => request(null));
  if (!("wants" in first)) return first;
  if (!takesPassword(first.wants)) return failed("unsupported", "never", "the server wants more than a password");
  if (password === undefined) return failed("password-needed", "never");
  const auth = { type: "m.login.password", identifier: { type: "m.id.user", user: userId }, password };
  const { session } = first.wants.data as { session?: string };
  const second = await attempt(() => request(session === undefined ? auth : { ...auth, session }));
  return "wants" in second ? failed("wrong-password", "never") : second;
}

/** Asks the server whether this is the account's password, by removing no device at all; nothing changes. */
export async function checkPassword(
  client: MatrixClient,
  password: string,
): Promise<Failed<EngineFailureCode> | undefined> {
  const asked = await withPassword(client.getSafeUserId(), password, (auth) =>
    client.deleteMultipleDevices([], auth ?? undefined),
  );
  return asked.ok ? undefined : asked;
}

type Wanting = { readonly wants: MatrixError };

async function attempt<T>(request: () => Promise<T>): Promise<Result<T, EngineFailureCode> | Wanting> {
  try {
    return ok(await request());
  } catch (error) {
    const flows = error instanceof MatrixError && error.httpStatus === 401 && Array.isArray(error.data["flows"]);
    return flows ? { wants: error } : failureOf(error);
  }
}

function takesPassword({ data }: MatrixError): boolean {
  const { flows } = data as { flows: readonly { stages?: readonly string[] }[] };
  return flows.some(({ stages }) => stages?.length === 1 && stages[0] === "m.login.password");
}
