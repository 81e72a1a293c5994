import type { Account, SessionRow } from "@paceline/protocol/port";
import { useList } from "../engine/engine.tsx";

/** The one row about this session; `undefined` until the engine answers. */
export function useSession(): SessionRow | undefined {
  const list = useList("session", {});
  return list.is === "here" ? list.rows[0] : undefined;
}

/** Who is signed in. Only inside of the shell, where somebody is. */
export function useAccount(): Account {
  const account = useSession()?.account;
  if (account === undefined) throw new Error("this view needs somebody signed in");
  return account;
}
