import type { Homeserver } from "@paceline/homeserver-config/run";

type Person = { readonly userId: string; readonly accessToken: string };

/** Two accounts that speak plain HTTP: one puts a clear message, the other polls `/sync`. The least that a message can take. */
export type RawPair = {
  /** Milliseconds from the moment before PUT to the moment its event stands in the parsed answer of a sync. */
  readonly send: (text: string) => Promise<number>;
};

/** `origin`: what both sides of the bench speak to. */
export async function createRawPair(origin: string, homeserver: Homeserver): Promise<RawPair> {
  const [writer, reader] = [await register(homeserver, "raw-writer"), await register(homeserver, "raw-reader")];
  const call = caller(origin);
  const made = await call(writer, "POST", "createRoom", { preset: "private_chat", invite: [reader.userId] });
  const room = encodeURIComponent(String(made["room_id"]));
  await call(reader, "POST", `rooms/${room}/join`, {});
  let since = String((await call(reader, "GET", "sync?timeout=0"))["next_batch"]);
  let sent = 0;

  async function arrived(eventId: Promise<string>): Promise<number> {
    const seen: string[] = [];
    for (;;) {
      const answer = await call(reader, "GET", `sync?timeout=30000&since=${encodeURIComponent(since)}`);
      const at = performance.now();
      since = String(answer["next_batch"]);
      seen.push(JSON.stringify(answer));
      const id = await eventId;
      if (seen.some((text) => text.includes(id))) return at;
    }
  }

  return {
    async send(text) {
      sent += 1;
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const arrival = arrived(promise);
      const begun = performance.now();
      const body = { msgtype: "m.text", body: text };
      call(writer, "PUT", `rooms/${room}/send/m.room.message/raw-${sent}`, body).then(
        (answer) => resolve(String(answer["event_id"])),
        reject,
      );
      return (await arrival) - begun;
    },
  };
}

export async function register(homeserver: Homeserver, localpart: string): Promise<Person> {
  const made = await homeserver.register({ localpart, password: PASSWORD, displayName: localpart });
  if (!made.ok) throw new Error(`no account for ${localpart}: ${made.failure.code}`);
  return made.value;
}

export const PASSWORD = "as quick as a word";

export const caller =
  (origin: string) =>
  async (
    { accessToken }: Person,
    method: "GET" | "POST" | "PUT",
    path: string,
    body?: object,
  ): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${origin}/_matrix/client/v3/${path}`, {
      method,
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path.split("/", 1)[0] ?? ""}: ${answer.status}`);
    return (await answer.json()) as Record<string, unknown>;
  };
