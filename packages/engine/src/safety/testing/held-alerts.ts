import { expect, onTestFinished, vi } from "vitest";
import { PlainClient } from "@paceline/testkit/plain-client";
import type { SynapseServer } from "@paceline/testkit/synapse";
import { PASSWORD } from "../../testing/people.ts";

const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";
const patient = { timeout: 40_000, interval: 100 };

type Held = { readonly delay_id: string; readonly delay: number; readonly type: string };

/** A network that sees to which devices keys were sent, and which devices had them when the homeserver was given an event to hold. */
export function watching() {
  const keyed = new Set<string>();
  const readableBy = new Map<string, ReadonlySet<string>>();
  const watched: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    if (url.includes("/sendToDevice/m.room.encrypted") && typeof init?.body === "string") {
      const { messages } = JSON.parse(init.body) as { readonly messages: Readonly<Record<string, object>> };
      for (const device of Object.values(messages).flatMap((to) => Object.keys(to))) keyed.add(device);
    }
    const now = new Set(keyed);
    const answer = await fetch(input, init);
    if (url.includes("msc4140.delay=")) readableBy.set(((await answer.clone().json()) as Held).delay_id, now);
    return answer;
  };
  return { fetch: watched, readableBy };
}

/** What the homeserver holds for somebody (MSC4140), and the means to have it sent before its time. `readableBy`: of the network that their client is on. */
export async function heldFor(
  server: SynapseServer,
  user: string,
  readableBy: ReadonlyMap<string, ReadonlySet<string>>,
) {
  const other = await PlainClient.signIn(server.baseUrl, user, PASSWORD, { encryption: false });
  onTestFinished(() => other.signOut());
  /** Sealed alerts, the next one first. */
  const held = async (): Promise<readonly Held[]> => {
    const all = await other.http.request<{ delayed_events: readonly Held[] }>("GET", DELAYED);
    return all.delayed_events.filter(({ type }) => type === "m.room.encrypted").sort((a, b) => a.delay - b.delay);
  };
  /** As the homeserver does when the time has come. Refused where it was sealed anew just then: it is gone under its old name. */
  const send = async ({ delay_id: id }: Held): Promise<unknown> =>
    other.http.request("POST", `${DELAYED}/${id}/send`, { body: {} });
  /** Sends all of it, the next one first, as soon as so much is held and each was sealed for these devices too; then also what took another's place meanwhile. */
  async function sendSealedFor(count: number, devices: readonly string[]): Promise<void> {
    let begun = false;
    await vi.waitFor(async () => {
      const now = await held();
      if (!begun) expect(now).toHaveLength(count);
      for (const { delay_id: id } of now)
        expect([...(readableBy.get(id) ?? [])]).toEqual(expect.arrayContaining([...devices]));
      for (const one of now) {
        await send(one);
        begun = true;
      }
    }, patient);
  }
  return { held, send, sendSealedFor };
}
