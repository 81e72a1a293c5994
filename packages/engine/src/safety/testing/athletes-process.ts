import type { UserId } from "@paceline/protocol";
import { openPeer } from "../../testing/engine-peer.ts";
import type { EnginePeer } from "../../testing/engine-peer.ts";

export type Athletes = {
  /** Base URL of the homeserver. */
  readonly server: string;
  /** What its `.well-known/matrix/client` says. */
  readonly wellKnown: object;
  readonly password: string;
  readonly users: readonly string[];
  /** Asked by each of them to be their contact; absent where they were asked by a process before. */
  readonly contact?: UserId;
};

export type AthleteOrder = { readonly athlete: number } & (
  | { readonly do: "arm"; readonly dueMs: number }
  | { readonly do: "end"; readonly id: string }
);

/** `held`: by homeserver and bridge. `ended`: both know. */
export type AthleteAnswer =
  | { readonly is: "ready" }
  | { readonly is: "held" | "ended"; readonly athlete: number; readonly id: string };

/** Athletes with an engine each, as one process that can be killed: an order a line, and a line when it is carried out. */
export async function runAthletes(
  { server, wellKnown, password, users, contact }: Athletes,
  orders: AsyncIterable<string>,
  print: (line: string) => void,
): Promise<void> {
  const tell = (answer: AthleteAnswer): void => print(JSON.stringify(answer));
  const known: typeof fetch = async (input, init) =>
    new Request(input).url.endsWith("/.well-known/matrix/client") ? Response.json(wellKnown) : fetch(input, init);
  const peers = await Promise.all(users.map((user) => athlete(user)));
  tell({ is: "ready" });
  for await (const line of orders) {
    const order = JSON.parse(line) as AthleteOrder;
    const peer = peers[order.athlete];
    if (peer !== undefined)
      void carryOut(peer, order).then((id) => tell({ is: past[order.do], athlete: order.athlete, id }));
  }

  async function athlete(user: string): Promise<EnginePeer> {
    const peer = await openPeer({ name: user, fetch: known });
    await peer.must("signIn", { server, user, password, deviceName: "test" });
    await peer.until("session", {}, ([row]) => row?.firstSync === "done");
    if (contact !== undefined) await peer.must("inviteContact", { userId: contact, tier: 1 });
    return peer;
  }
}

const past = { arm: "held", end: "ended" } as const;

async function carryOut(peer: EnginePeer, order: AthleteOrder): Promise<string> {
  if (order.do === "arm") {
    await peer.until("circle", {}, ([row]) => row?.state === "ready");
    const { id } = await peer.must("armTimer", { mode: "eta", dueMs: order.dueMs, graceMs: 0 });
    await peer.until("timer", {}, (rows) => rows.some((row) => row.id === id && row.protection.is === "full"));
    return id;
  }
  await peer.must("endTimer", { id: order.id });
  await peer.until("timer", {}, (rows) =>
    rows.every((row) => row.id !== order.id || (row.homeserver.is !== "held" && row.bridge.is !== "held")),
  );
  return order.id;
}
