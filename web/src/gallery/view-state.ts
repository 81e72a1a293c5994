import type { ListName, Meta, Params, Row } from "@paceline/protocol/port";
import type { Camera } from "../app/camera.tsx";
import type { SessionState } from "../app/session-store.tsx";

/** One list as the engine would tell it. A list that a state leaves out never answers. */
export type Fact = {
  readonly [Name in ListName]: {
    readonly list: Name;
    readonly params: Params<Name>;
    readonly rows: readonly Row<Name>[];
    readonly meta: Meta<Name>;
  };
}[ListName];

export const fact = <Name extends ListName>(
  list: Name,
  params: Params<Name>,
  rows: readonly Row<Name>[],
  meta: Meta<Name>,
): Fact => ({ list, params, rows, meta }) as unknown as Fact;

/** A view in one of its states: what the engine says and which address is open. */
export type ViewState = {
  readonly name: string;
  readonly path: string;
  readonly facts: readonly Fact[];
  readonly shared?: Partial<SessionState>;
  /** None where it is left out. */
  readonly camera?: Camera;
  /** A browser where it is left out. */
  readonly host?: "desktop";
  /** Opens what only a press shows: CSS selectors clicked in order, once the view stands. */
  readonly press?: readonly string[];
};
