/** What happens to a request that a fault hits. `after`: the server has done the work, the answer is lost. */
export type Effect =
  | { readonly kind: "answer"; readonly status: number; readonly body: unknown }
  | { readonly kind: "cut"; readonly when: "before" | "after" }
  | { readonly kind: "delay"; readonly ms: number };

export type Fault = {
  readonly method?: string;
  /** Part of the path, for example `/send/`. */
  readonly path: string;
  readonly effect: Effect;
  /** How many requests it hits; 1 unless told. */
  readonly times?: number;
};

/** Faults that a test has put in the way of requests. */
export class Faults {
  private active: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.active.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.active = [];
  }

  /** The effect for this request, used up by it. */
  take(method: string, pathname: string): Effect | undefined {
    const hit = this.active.find(
      ({ fault }) => pathname.includes(fault.path) && (fault.method === undefined || fault.method === method),
    );
    if (hit === undefined) return undefined;
    hit.left -= 1;
    this.active = this.active.filter(({ left }) => left > 0);
    return hit.fault.effect;
  }
}
