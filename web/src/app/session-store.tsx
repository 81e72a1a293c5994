import type { TrackPoint } from "@paceline/domain/shares";
import type { AnswerStatus } from "@paceline/protocol/events";
import type { Fix } from "@paceline/protocol/port";
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";

export type Toast = { readonly id: number; readonly tone: "plain" | "danger" | "go"; readonly text: string };

/** An answer that was given here and that the engine has not shown yet. */
export type GivenAnswer = {
  readonly status: AnswerStatus;
  readonly guests: number;
  readonly pace?: string;
  readonly note?: string;
};

/** What this page knows of its own place. `refused`: the person or the browser said no; `unavailable`: the device cannot tell. */
export type Whereabouts =
  | { readonly is: "unasked" | "asking" | "refused" | "unavailable" | "unsupported" }
  | { readonly is: "known"; readonly fix: Fix };

/** A recorded ride that stands in for this device's position. Somebody set out at `startedMs`. */
export type Replay = { readonly points: readonly TrackPoint[]; readonly startedMs: number };

/** What the views share while somebody uses the app. Nothing of it is stored; drafts die with the tab on purpose. */
export type SessionState = {
  /** Room id → what is written and not sent. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Card id → answer shown until the engine's row says it. */
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  readonly toasts: readonly Toast[];
  /** Spoken by the screen reader, once each. */
  readonly polite: string;
  readonly urgent: string;
  /** The reminder stays; the full page does not come back until the next start. */
  readonly setupPostponed: boolean;
  /** The set-up page stays until its last step, although the keys exist after the second. */
  readonly settingUp: boolean;
  /** Starting over stays until its last step, although this device is ready before the new recovery key was shown. */
  readonly startingOver: boolean;
  readonly asideOpen: boolean;
  /** Sounds of alerts that ring and are not to be heard on this page any more. */
  readonly mutedAlerts: readonly string[];
  readonly whereabouts: Whereabouts;
  /** Absent: the device says where it is. */
  readonly replay?: Replay | undefined;
  readonly keysOpen: boolean;
  /** The worker is gone; only a reload brings it back. */
  readonly engineLost: boolean;
};

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(initial: Partial<SessionState> = {}): SessionStore {
  return createStore<SessionState>(() => ({
    drafts: {},
    answers: {},
    toasts: [],
    polite: "",
    urgent: "",
    setupPostponed: false,
    settingUp: false,
    startingOver: false,
    asideOpen: false,
    mutedAlerts: [],
    whereabouts: { is: "unasked" },
    keysOpen: false,
    engineLost: false,
    ...initial,
  }));
}

/** In the tab's own storage: a reload comes back to the same spot, the next start asks again. */
const POSTPONED = "paceline.set-up-postponed";

/** Keeps "later" over reloads of this tab. A browser that refuses storage asks again. */
export function keepPostponed(store: SessionStore, keeper: Pick<Storage, "getItem" | "setItem">): void {
  try {
    store.setState({ setupPostponed: keeper.getItem(POSTPONED) === "yes" });
    store.subscribe(({ setupPostponed }, before) => {
      if (setupPostponed !== before.setupPostponed) keeper.setItem(POSTPONED, setupPostponed ? "yes" : "no");
    });
  } catch {
    // Without storage nothing is kept, and nothing is lost.
  }
}

const SessionContext = createContext<SessionStore | null>(null);
export const SessionStoreProvider = SessionContext.Provider;

export function useSessionStore(): SessionStore {
  const store = useContext(SessionContext);
  if (store === null) throw new Error("no session around this view");
  return store;
}

export function useShared<T>(select: (state: SessionState) => T): T {
  return useStore(useSessionStore(), select);
}
