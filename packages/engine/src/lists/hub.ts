import type { ListName, ListUpdate, Meta, Params, Row } from "@paceline/protocol/port";
import { LiveList } from "./live-list.ts";
import type { View } from "./live-list.ts";

export type Source<R, M> = {
  readonly compute: () => View<R, M> | Promise<View<R, M>>;
  /** Nobody watches any more. */
  readonly end?: () => void;
};
export type Sources = {
  readonly [Name in ListName]: (params: Params<Name>) => Source<Row<Name>, Meta<Name>>;
};

type Open = {
  readonly name: ListName;
  readonly params: unknown;
  readonly list: LiveList<{ id: string }, unknown>;
  readonly end?: () => void;
};

/** Every list that somebody watches, once for all who do. */
export class ListHub {
  readonly #sources: Sources;
  readonly #open = new Map<string, Open>();
  readonly #onError: (error: unknown) => void;

  constructor(sources: Sources, onError: (error: unknown) => void) {
    this.#sources = sources;
    this.#onError = onError;
  }

  subscribe<Name extends ListName>(
    name: Name,
    params: Params<Name>,
    listener: (update: ListUpdate<Row<Name>, Meta<Name>>) => void,
  ): () => void {
    const key = JSON.stringify([name, params]);
    const known = this.#open.get(key) ?? this.#make(key, name, params);
    const end = known.list.watch(listener as never);
    return () => {
      end();
      if (known.list.watched || this.#open.get(key) !== known) return;
      this.#open.delete(key);
      known.end?.();
    };
  }

  /** Computes again what `concerns` picks; rows that did not change cost nothing beyond that. */
  refresh(concerns: (name: ListName, params: unknown) => boolean): void {
    for (const { name, params, list } of this.#open.values())
      if (concerns(name, params)) void list.refresh().catch(this.#onError);
  }

  #make<Name extends ListName>(key: string, name: Name, params: Params<Name>): Open {
    const source: Source<Row<Name>, Meta<Name>> = this.#sources[name](params);
    const list = new LiveList(source.compute) as unknown as Open["list"];
    const open = { name, params, list, ...(source.end === undefined ? {} : { end: source.end }) };
    this.#open.set(key, open);
    return open;
  }
}
