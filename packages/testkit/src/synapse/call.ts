export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/**
 * One raw call; an empty token sends no `Authorization`, which the federation resource would refuse. Any status is an
 * answer; rejects only when the server cannot be reached.
 */
export const call = async (
  baseUrl: string,
  token: string,
  method: "GET" | "PUT" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> => {
  const headers = new Headers();
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  const request: RequestInit = { method, headers };
  if (body !== undefined) request.body = JSON.stringify(body);
  const response = await fetch(`${baseUrl}${path}`, request);
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} };
};
