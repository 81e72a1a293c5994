import type { HostPort } from "@paceline/protocol/port";
import { type FakeAnswers, FakeEngine } from "@paceline/testkit/fake-engine";
import { createMemoryHistory } from "@tanstack/react-router";
import { App } from "../app/App.tsx";
import { CameraProvider } from "../app/camera.tsx";
import { createPreferences } from "../app/preferences.tsx";
import { createAppRouter } from "../app/router.tsx";
import { createSessionStore } from "../app/session-store.tsx";
import { ListCache } from "../engine/list-cache.ts";
import { PictureCache } from "../engine/picture-cache.ts";
import { speak } from "../words/catalogue.ts";
import type { Language } from "@paceline/protocol";
import { fakeAnswers } from "./fake-answers.ts";
import { noCamera } from "./samples/camera.ts";
import { NOW } from "./samples/time.ts";
import type { ViewState } from "./view-state.ts";

const quietHost: HostPort = {
  kind: "browser",
  storageKey: () => Promise.resolve(null),
  setBadge: () => Promise.resolve(),
  notify: () => Promise.resolve(false),
  onOpenPath: () => () => undefined,
  saveText: () => Promise.resolve(true),
  openLink: () => Promise.resolve(),
  onUpdateReady: () => () => undefined,
};

/** The whole app at a state's address over a fake engine, and that engine, so that a test sees what was asked of it. */
export async function stage(state: ViewState, language: Language = "en", answers: FakeAnswers = {}) {
  const port = new FakeEngine(state.facts, { ...fakeAnswers, ...answers });
  const kept = new Map<string, string>();
  const keeper = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const wanted = [language === "en" ? "en-GB" : "de-DE"];
  const words = await speak(language, wanted);
  const router = createAppRouter(createMemoryHistory({ initialEntries: [state.path] }));
  const session = createSessionStore({ setupPostponed: false, ...state.shared });
  const app = (
    <CameraProvider value={state.camera ?? noCamera}>
      <App
        engine={{ port, lists: new ListCache(port), pictures: new PictureCache(port), takeOver: () => undefined }}
        host={{ ...quietHost, kind: state.host ?? "browser" }}
        session={session}
        preferences={createPreferences(keeper, wanted)}
        words={words}
        clock={() => NOW}
        router={router}
      />
    </CameraProvider>
  );
  return { app, port, router, session };
}
