import type { Result } from "../result.ts";
import type { CommandName, Input, Output } from "./commands.ts";
import type { EngineFailureCode } from "./failures.ts";
import type { ListName, ListUpdate, Meta, Params, Row } from "./lists.ts";

/** The one way from a view to the engine. Carries plain, structured-cloneable data only. */
export interface EnginePort {
  /**
   * Watches a list. The first update is a `reset` with what is known at once (from disk, before anything touches the network).
   * Returns the function that ends the subscription.
   */
  subscribe<Name extends ListName>(
    list: Name,
    params: Params<Name>,
    listener: (update: ListUpdate<Row<Name>, Meta<Name>>) => void,
  ): () => void;
  /** Never rejects; a lost engine answers `internal`. */
  command<Name extends CommandName>(name: Name, input: Input<Name>): Promise<Result<Output<Name>, EngineFailureCode>>;
}
