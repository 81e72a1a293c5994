import { failed, ok, type Result } from "@paceline/protocol";
import type {
  CommandName,
  Diff,
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

  /** Changes a list step by step, as the engine does while it runs. A list that nobody set stays silent. */
  change<Name extends ListName>(list: Name, params: Params<Name>, diffs: readonly Diff<Row<Name>>[]): void {
    const stored = this.#lists.get(keyOf(list, params));
    if (stored?.meta === undefined) return;
    const rows = [...stored.rows];
    for (const diff of diffs) applyDiff(rows, diff);
    stored.rows = rows;
    for (const tell of stored.listeners) tell({ is: "diffs", diffs } as unknown as ListUpdate<never, never>);
  }

  /** The last command of a name, for tests that press a button. */
  last<Name extends CommandName>(name: Name): Input<Name> | undefined {
    return this.calls.findLast((call) => call.name === name)?.input as Input<Name> | undefined;
  }
}

const resetOf = (stored: Stored): ListUpdate<never, never> =>
  ({ is: "reset", rows: stored.rows, meta: stored.meta }) as unknown as ListUpdate<never, never>;

function applyDiff(rows: unknown[], diff: Diff<unknown>): void {
  if (diff.op === "insert") rows.splice(diff.index, 0, diff.row);
  else if (diff.op === "update") rows[diff.index] = diff.row;
  else if (diff.op === "remove") rows.splice(diff.index, 1);
  else rows.splice(diff.to, 0, ...rows.splice(diff.from, 1));
}
