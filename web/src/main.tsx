import "@fontsource-variable/inter/wght.css";
import "./design/base.css";
import { connectEngine } from "@paceline/engine/connect";
import { createBrowserHistory } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { createPreferences } from "./app/preferences.tsx";
import { createAppRouter } from "./app/router.tsx";
import { createSessionStore, keepPostponed } from "./app/session-store.tsx";
import { ListCache } from "./engine/list-cache.ts";
import { PictureCache } from "./engine/picture-cache.ts";
import { hostOf } from "./host/host.ts";
import { speak } from "./words/catalogue.ts";

/** The composition root: everything is made here, once, and handed down. `worker`: the engine's, already on its way; `lost` resolves when it cannot be loaded. */
export async function begin(worker: SharedWorker | Worker, lost: Promise<void>): Promise<void> {
  const host = hostOf(window);
  const port = connectEngine({
    worker,
    release: import.meta.env.VITE_RELEASE,
    storageKey: await host.storageKey(),
    onReload: () => location.reload(),
  });
  const preferences = createPreferences(localStorage, navigator.languages);
  const root = createRoot(document.querySelector("#app") ?? document.body);
  const engine = {
    port,
    lists: new ListCache(port),
    pictures: new PictureCache(port),
    takeOver: () => port.takeOver(),
  };
  const session = createSessionStore();
  keepPostponed(session, sessionStorage);
  const engineLost = (): void => session.setState({ engineLost: true });
  port.onLost(engineLost);
  void lost.then(engineLost);
  const router = createAppRouter(createBrowserHistory());
  // The page at this address is fetched while its words are.
  void router.load();

  async function render(): Promise<void> {
    const { language } = preferences.getState();
    document.documentElement.lang = language;
    const words = await speak(language, navigator.languages);
    root.render(
      <App
        engine={engine}
        host={host}
        session={session}
        preferences={preferences}
        words={words}
        clock={Date.now}
        router={router}
      />,
    );
  }

  preferences.subscribe((now, before) => {
    if (now.language !== before.language) void render();
  });
  await render();
}
