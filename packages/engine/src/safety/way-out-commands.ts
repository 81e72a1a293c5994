import { failed, ok } from "@paceline/protocol";
import { MailWayOutRequest, PushWayOutRequest } from "@paceline/protocol/http";
import type { BridgeClient } from "../clubs/bridge-client.ts";
import type { Answer, Handlers } from "../commands/handlers.ts";

export type WayOutCommand = "waysOut" | "setPushWayOut" | "setMailWayOut";

type Bridge = Pick<BridgeClient, "waysOut" | "setWayOut">;

/** How I am reached about somebody's circle when no client of mine is open, or the homeserver is down. The bridge alone keeps it: an address in a room would be there for ever. */
export function wayOutHandlers(bridge: () => Bridge | undefined): Handlers<WayOutCommand> {
  async function withBridge<T>(work: (client: Bridge) => Answer<T>): Answer<T> {
    const client = bridge();
    return client === undefined ? failed("no-bridge", "never") : work(client);
  }

  return {
    waysOut: () =>
      withBridge(async (client) => {
        const answer = await client.waysOut();
        if (!answer.ok) return answer;
        const { vapid_public_key: key, mail, agreed } = answer.value;
        const { mail_waiting: waiting } = agreed;
        return ok({
          ...(key === undefined ? {} : { vapidPublicKey: key }),
          mail,
          agreed: {
            push: agreed.push,
            ...(agreed.mail === undefined ? {} : { mail: agreed.mail }),
            ...(waiting === undefined
              ? {}
              : { mailWaiting: { address: waiting.address, expiresMs: Date.parse(waiting.expires_at) } }),
          },
        });
      }),
    setPushWayOut: ({ subscription }) =>
      withBridge(async (client) => {
        if (subscription === null) return client.setWayOut("push", undefined);
        const wish = PushWayOutRequest.safeParse(subscription);
        return wish.success ? client.setWayOut("push", wish.data) : failed("invalid-input", "never");
      }),
    setMailWayOut: ({ address }) =>
      withBridge(async (client) => {
        if (address === null) return client.setWayOut("mail", undefined);
        const wish = MailWayOutRequest.safeParse({ address });
        return wish.success ? client.setWayOut("mail", wish.data) : failed("invalid-input", "never");
      }),
  };
}
