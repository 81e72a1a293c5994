import { failed } from "@paceline/protocol";
import type { EnginePort, SessionRow } from "@paceline/protocol/port";

/**
 * The port pages see, in front of an engine that may come late, go, and come again. Lists follow: when another engine takes over, each gets a fresh reset.
 */
export class Switchboard implements EnginePort {
  readonly #watching = new Set<() => void>();
  #engine: EnginePort | undefined;
  #waiting: { promise: Promise<EnginePort>; resolve: (engine: EnginePort) => void } = Promise.withResolvers();
  #row: () => SessionRow;

  /** `row`: the session as it is shown while there is no engine. */
  constructor(row: () => SessionRow) {
    this.#row = row;
  }

  connect(engine: EnginePort): void {
    this.#engine = engine;
    this.#waiting.resolve(engine);
    for (const again of this.#watching) again();
  }

  /** The engine is gone; what is asked from now on waits for the next. */
  disconnect(row: () => SessionRow): void {
    this.#engine = undefined;
    this.#row = row;
    this.#waiting = Promise.withResolvers();
    for (const again of this.#watching) again();
  }

  /** The session row changed while there is no engine. */
  show(row: () => SessionRow): void {
    if (this.#engine === undefined) this.disconnect(row);
  }

  readonly subscribe: EnginePort["subscribe"] = (list, params, listener) => {
    let end = (): void => {};
    const again = (): void => {
      end();
      end = (): void => {};
      if (this.#engine !== undefined) end = this.#engine.subscribe(list, params, listener);
      else if (list === "session") listener({ is: "reset", rows: [this.#row()], meta: {} } as never);
    };
    this.#watching.add(again);
    again();
    return () => {
      this.#watching.delete(again);
      end();
    };
  };

  readonly command: EnginePort["command"] = async (name, input) => {
    try {
      return await (await this.#waiting.promise).command(name, input);
    } catch (error) {
      return failed("internal", "never", error instanceof Error ? error.name : "unknown");
    }
  };
}
