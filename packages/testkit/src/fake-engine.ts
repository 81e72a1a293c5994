import { failed, ok, type Result } from "@paceline/protocol";
import type {
  CommandName,
  EngineFailureCode,
  EnginePort,
  Input,
  ListName,
  ListUpdate,
  Meta,
  Output,
  Params,
  Row,
} from "@paceline/protocol/port";

/** What a list holds at the start. A list that nobody set never answers: the views then show that they wait. */
export type FakeList<Name extends ListName> = {
  readonly list: Name;
  readonly params: Params<Name>;
  readonly rows: readonly Row<Name>[];
  readonly meta: Meta<Name>;
};
export type AnyFakeList = { readonly [Name in ListName]: FakeList<Name> }[ListName];

/** What a command does; without one it succeeds and changes nothing. */
export type FakeAnswers = {
  readonly [Name in CommandName]?: (
    input: Input<Name>,
    engine: FakeEngine,
  ) => Result<Output<Name>, EngineFailureCode> | Promise<Result<Output<Name>, EngineFailureCode>>;
};

type Listener = (update: ListUpdate<never, never>) => void;
type Stored = { rows: readonly unknown[]; meta: unknown; listeners: Set<Listener> };

const keyOf = (list: string, params: unknown): string => `${list} ${JSON.stringify(params)}`;

/** The engine port from memory: lists that a test sets, commands it can look at afterwards. */
export class FakeEngine implements EnginePort {
  /** Every command so far, oldest first. */
  readonly calls: { readonly name: CommandName; readonly input: unknown }[] = [];
  readonly #lists = new Map<string, Stored>();
  readonly #answers: FakeAnswers;

  constructor(lists: readonly AnyFakeList[] = [], answers: FakeAnswers = {}) {
    this.#answers = answers;
    for (const { list, params, rows, meta } of lists)
      this.#lists.set(keyOf(list, params), { rows, meta, listeners: new Set() });
  }

  subscribe<Name extends ListName>(
    list: Name,
    params: Params<Name>,
    listener: (update: ListUpdate<Row<Name>, Meta<Name>>) => void,
  ): () => void {
    const stored = this.#lists.get(keyOf(list, params)) ?? { rows: [], meta: undefined, listeners: new Set() };
    this.#lists.set(keyOf(list, params), stored);
    const tell = listener as unknown as Listener;
    stored.listeners.add(tell);
    // Like the real port: never inside of the call.
    if (stored.meta !== undefined)
      void Promise.resolve().then(() => {
        if (stored.listeners.has(tell)) tell(resetOf(stored));
      });
    return () => stored.listeners.delete(tell);
  }

  async command<Name extends CommandName>(
    name: Name,
    input: Input<Name>,
  ): Promise<Result<Output<Name>, EngineFailureCode>> {
    this.calls.push({ name, input });
    const answer = this.#answers[name];
    if (answer !== undefined) return answer(input, this);
    return name === "picture" ? failed("not-found", "never") : ok(null as Output<Name>);
  }

  /** Rows of a list now. */
  rows<Name extends ListName>(list: Name, params: Params<Name>): readonly Row<Name>[] {
    return (this.#lists.get(keyOf(list, params))?.rows ?? []) as readonly Row<Name>[];
  }

  /** Replaces a list and tells everybody who watches it. */
  set<Name extends ListName>(list: Name, params: Params<Name>, rows: readonly Row<Name>[], meta?: Meta<Name>): void {
    const stored = this.#lists.get(keyOf(list, params)) ?? {
      rows: [],
      meta: undefined,
      listeners: new Set<Listener>(),
    };
    stored.rows = rows;
    stored.meta = meta ?? stored.meta ?? {};
    this.#lists.set(keyOf(list, params), stored);
    for (const tell of stored.listeners) tell(resetOf(stored));
  }

  /** The last command of a name, for tests that press a button. */
  last<Name extends CommandName>(name: Name): Input<Name> | undefined {
    return this.calls.findLast((call) => call.name === name)?.input as Input<Name> | undefined;
  }
}

const resetOf = (stored: Stored): ListUpdate<never, never> =>
  ({ is: "reset", rows: stored.rows, meta: stored.meta }) as unknown as ListUpdate<never, never>;
