import "fake-indexeddb/auto";
import type { CommandName, EnginePort, Input, ListName, Meta, Output, Params, Row } from "@paceline/protocol/port";
import { openEngine } from "../engine.ts";
import type { Engine } from "../engine.ts";
import { applyUpdate } from "./apply-update.ts";

/** An engine in this process with the views' side of the port. */
export type EnginePeer = {
  readonly port: EnginePort;
  readonly engine: Engine;
  /** Resolves with the first state of a list that fits; rejects after `ms`, telling what the list was last. */
  until<Name extends ListName>(
    list: Name,
    params: Params<Name>,
    fits: (rows: readonly Row<Name>[], meta: Meta<Name>) => boolean,
    ms?: number,
  ): Promise<{ rows: readonly Row<Name>[]; meta: Meta<Name> }>;
  /** Carries out a command and throws where it fails. */
  must<Name extends CommandName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  stop(): Promise<void>;
};

export type PeerOptions = { readonly name: string; readonly fetch?: typeof fetch; readonly storageKey?: Uint8Array };

export async function openPeer({ name, fetch, storageKey }: PeerOptions): Promise<EnginePeer> {
  const key = storageKey ?? new Uint8Array(32).fill(7);
  const engine = await openEngine({
    name,
    release: "test",
    storageKey: key,
    ...(fetch === undefined ? {} : { fetch }),
  });
  return {
    port: engine,
    engine,
    until: (list, params, fits, ms = 60_000) =>
      new Promise((resolve, reject) => {
        let state: { rows: readonly Row<typeof list>[]; meta: Meta<typeof list> } | undefined;
        let end: () => void = () => {};
        const timer = setTimeout(() => {
          end();
          reject(new Error(`${list} never fitted; last: ${JSON.stringify(state)?.slice(0, 3_000)}`));
        }, ms);
        end = engine.subscribe(list, params, (update) => {
          state = applyUpdate(state, update);
          if (!fits(state.rows, state.meta)) return;
          clearTimeout(timer);
          queueMicrotask(() => end());
          resolve(state);
        });
      }),
    async must(name, input) {
      const answer = await engine.command(name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.failure.code} ${answer.failure.cause ?? ""}`);
      return answer.value;
    },
    stop: () => engine.stop(),
  };
}
