import { I18nProvider } from "@lingui/react";
import type { HostPort } from "@paceline/protocol/port";
import { type AnyRouter, RouterProvider } from "@tanstack/react-router";
import { type Engine, EngineProvider } from "../engine/engine.tsx";
import type { Spoken } from "../words/catalogue.ts";
import { SpokenProvider } from "../words/spoken.tsx";
import { type Clock, ClockProvider, ServerClock } from "./clock.tsx";
import { HostProvider } from "./host.tsx";
import { PreferenceProvider, type PreferenceStore } from "./preferences.tsx";
import { type SessionStore, SessionStoreProvider } from "./session-store.tsx";

/** Everything the views stand on, made outside and handed in. */
export type House = {
  readonly engine: Engine;
  readonly host: HostPort;
  readonly session: SessionStore;
  readonly preferences: PreferenceStore;
  readonly words: Spoken;
  readonly clock: Clock;
  readonly router: AnyRouter;
};

export function App({ engine, host, session, preferences, words, clock, router }: House) {
  return (
    <EngineProvider value={engine}>
      <HostProvider value={host}>
        <PreferenceProvider value={preferences}>
          <SessionStoreProvider value={session}>
            <ClockProvider value={clock}>
              <ServerClock>
                <I18nProvider key={words.i18n.locale} i18n={words.i18n}>
                  <SpokenProvider value={words}>
                    <RouterProvider router={router} />
                  </SpokenProvider>
                </I18nProvider>
              </ServerClock>
            </ClockProvider>
          </SessionStoreProvider>
        </PreferenceProvider>
      </HostProvider>
    </EngineProvider>
  );
}
