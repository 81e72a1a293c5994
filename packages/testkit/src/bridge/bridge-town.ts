import { MatrixHttp, PlainClient } from "../plain-client/index.ts";
import { startSynapse } from "../synapse/index.ts";
import type { SynapseOptions, SynapseServer } from "../synapse/index.ts";
import { signInAtBridge } from "./bridge-caller.ts";
import type { BridgeCaller } from "./bridge-caller.ts";
import { bridgePlace, runBridge } from "./running-bridge.ts";
import type { RunningBridge } from "./running-bridge.ts";

/** A real Synapse with the bridge beside it, each a process that can be killed and started again. */
export type BridgeTown = {
  readonly synapse: SynapseServer;
  readonly bridge: RunningBridge;
  readonly botId: string;
  /** The bot's own requests, with the appservice's token. */
  readonly bot: MatrixHttp;
  /** A new account, signed in at both. `encryption: false` for people who only use clear rooms. */
  person(name: string, encryption?: boolean): Promise<Townsperson>;
  stop(): Promise<void>;
};
export type Townsperson = { readonly matrix: PlainClient; readonly bridge: BridgeCaller };

const PASSWORD = "a password for the tests";

/** `more`: more of the bridge's configuration. */
export const startBridgeTown = async (
  more: object = {},
  homeserver: Pick<SynapseOptions, "delayedEvents"> = {},
): Promise<BridgeTown> => {
  const place = await bridgePlace();
  const { asToken, hsToken, botLocalpart, url } = place;
  const synapse = await startSynapse({
    ...homeserver,
    appservices: [{ id: botLocalpart, url, asToken, hsToken, botLocalpart }],
    publishers: [`@${botLocalpart}:paceline.test`],
  });
  const bridge = await runBridge(place, synapse, more);
  return {
    synapse,
    bridge,
    bot: new MatrixHttp(synapse.baseUrl, asToken),
    botId: `@${botLocalpart}:${synapse.serverName}`,
    person: async (name, encryption = false) => {
      await synapse.registerUser(name, PASSWORD);
      const matrix = await PlainClient.signIn(synapse.baseUrl, name, PASSWORD, { encryption });
      return { matrix, bridge: await signInAtBridge(bridge.url, matrix) };
    },
    stop: async () => {
      await bridge.close();
      await synapse.stop();
    },
  };
};
