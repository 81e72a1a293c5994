import { lively, withFact } from "../../gallery/samples/lively.ts";
import { signedIn } from "../../gallery/samples/session.ts";
import { fact, type ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [
  { name: "none", path: "/chats", facts: withFact(lively, fact("rooms", {}, [], { complete: true })) },
  { name: "waiting", path: "/chats", facts: [fact("session", {}, [signedIn], {})] },
];
