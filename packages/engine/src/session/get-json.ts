import type { Content } from "../matrix/client-port.ts";

export type Got =
  | { readonly is: "json"; readonly body: Content }
  /** It answered, but not with what was asked for. */
  | { readonly is: "other"; readonly status: number }
  | { readonly is: "unreachable" };

const TIMEOUT_MS = 15_000;

/** GET without credentials. Never rejects. */
export async function getJson(url: string, send: typeof fetch = fetch): Promise<Got> {
  let answer: Response;
  try {
    answer = await send(url, { credentials: "omit", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    return { is: "unreachable" };
  }
  if (!answer.ok) return { is: "other", status: answer.status };
  try {
    const body: unknown = await answer.json();
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { is: "json", body: body as Content };
  } catch {
    return { is: "other", status: answer.status };
  }
  return { is: "other", status: answer.status };
}
