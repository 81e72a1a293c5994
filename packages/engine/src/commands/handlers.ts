import type { Result } from "@paceline/protocol";
import type { CommandName, EngineFailureCode, Input, Output } from "@paceline/protocol/port";

/** Carries out one command. Failures somebody can act on are values; a rejection is a bug and answers `internal`. */
export type Handler<Name extends CommandName> = (
  input: Input<Name>,
) => Promise<Result<Output<Name>, EngineFailureCode>>;
export type Handlers<Names extends CommandName = CommandName> = { readonly [Name in Names]: Handler<Name> };

export type Answer<T> = Promise<Result<T, EngineFailureCode>>;
