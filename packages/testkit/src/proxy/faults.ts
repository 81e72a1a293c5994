/** What happens to a request that a rule matches. */
export type Fault =
  /** `before`: the connection breaks and the server never hears of it. `after`: the server has done it, the caller never hears of that. */
  | { readonly kind: "cut"; readonly when: "before" | "after" }
  /** Reaches the server only when `until` resolves. */
  | { readonly kind: "hold"; readonly until: Promise<unknown> }
  /** Reaches the server `ms` later. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Reaches the server twice, one after the other; the caller gets the second answer. */
  | { readonly kind: "repeat" }
  /** Never reaches the server; the proxy answers itself. */
  | { readonly kind: "answer"; readonly status: number; readonly body: unknown };

export type Rule = {
  readonly method?: string;
  /** Tried against path and query. */
  readonly path: RegExp;
  /** How many requests it applies to; all if absent. */
  readonly times?: number;
  readonly fault: Fault;
};

/** A rule at work. */
export type RunningRule = {
  /** Requests it was applied to so far. */
  readonly hits: () => number;
  readonly remove: () => void;
};

/** Rules in the order they were made; the first that matches and is not used up applies. */
export class RuleBook {
  readonly #entries: { readonly rule: Rule; hits: number }[] = [];

  add(rule: Rule): RunningRule {
    const entry = { rule, hits: 0 };
    this.#entries.push(entry);
    return {
      hits: () => entry.hits,
      remove: () => {
        const index = this.#entries.indexOf(entry);
        if (index >= 0) this.#entries.splice(index, 1);
      },
    };
  }

  /** The fault for a request, counted as a hit; `undefined`: let it pass. */
  take(method: string, path: string): Fault | undefined {
    const entry = this.#entries.find(
      ({ rule, hits }) =>
        (rule.method ?? method) === method && rule.path.test(path) && hits < (rule.times ?? Number.POSITIVE_INFINITY),
    );
    if (!entry) return undefined;
    entry.hits += 1;
    return entry.rule.fault;
  }
}
