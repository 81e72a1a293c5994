import type { Browser } from "@playwright/test";
import type { Stack } from "@paceline/scripts/stack";
import { PlainClient } from "@paceline/testkit/plain-client";
import { PlainRider } from "./plain-rider.ts";
import { Rider } from "./rider.ts";
import type { Account } from "./rider.ts";

/** Who can take part in a test. Names are made unique, so tests share one homeserver without meeting. */
export type People = {
  account(name: string): Promise<Account>;
  /** At a browser of their own, signed out. Another browser of the same person when asked again. */
  visitor(account: Account): Promise<Rider>;
  /** Signed in and set up, on the home page. */
  rider(name: string): Promise<Rider>;
  /** On another Matrix client: raw HTTP and libolm. */
  plain(name: string): Promise<PlainRider>;
};

/** People of one homeserver. `unique` sets the names of a test apart. Their browsers close when it is disposed. */
export function gather(stack: Stack, browser: Browser, unique: string): AsyncDisposable & { readonly people: People } {
  const riders: Rider[] = [];
  const account = async (name: string): Promise<Account> => {
    const localpart = `${name.toLowerCase()}-${unique}`;
    const password = `${name} rides at dawn`;
    const made = await stack.synapse.register({ localpart, password, displayName: name });
    if (!made.ok) throw new Error(`no account for ${localpart}: ${made.failure.code}`);
    return { userId: made.value.userId, name, localpart, password };
  };
  const visitor = async (who: Account): Promise<Rider> => {
    const rider = await Rider.at(browser, stack.origin, who);
    riders.push(rider);
    return rider;
  };
  return {
    people: {
      account,
      visitor,
      rider: async (name) => {
        const rider = await visitor(await account(name));
        await rider.signIn();
        await rider.setUp();
        return rider;
      },
      plain: async (name) => {
        const { localpart, password } = await account(name);
        const client = await PlainClient.signIn(stack.synapse.baseUrl, localpart, password);
        await client.setUpCrossSigning(password);
        return new PlainRider(client);
      },
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(riders.map((rider) => rider.close()));
    },
  };
}
