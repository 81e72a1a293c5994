import { lively } from "../../gallery/samples/lively.ts";
import type { ViewState } from "../../gallery/view-state.ts";

export const states: readonly ViewState[] = [{ name: "make", path: "/clubs/new", facts: lively }];
