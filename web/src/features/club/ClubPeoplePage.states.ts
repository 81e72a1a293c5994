import { lively } from "../../gallery/samples/lively.ts";
import { NIGHT, RIVERSIDE } from "../../gallery/samples/rooms.ts";
import type { ViewState } from "../../gallery/view-state.ts";

const people = (club: string): string => `/club/${encodeURIComponent(club)}/people`;

export const states: readonly ViewState[] = [
  { name: "captain", path: people(RIVERSIDE), facts: lively },
  { name: "member", path: people(NIGHT), facts: lively },
];
