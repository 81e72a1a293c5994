import "@fontsource-variable/inter/wght.css";
import "./design/base.css";
import { connectEngine } from "@paceline/engine/connect";
import { createBrowserHistory } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { createPreferences } from "./app/preferences.tsx";
import { createAppRouter } from "./app/router.tsx";
import { createSessionStore } from "./app/session-store.tsx";
import { ListCache } from "./engine/list-cache.ts";
import { PictureCache } from "./engine/picture-cache.ts";
import { hostOf } from "./host/host.ts";
import { speak } from "./words/catalogue.ts";

/* The composition root: everything is made here, once, and handed down. */
const host = hostOf(window);
const port = connectEngine({
  shared: () =>
    new SharedWorker(new URL("./engine/engine-worker.ts", import.meta.url), { type: "module", name: "paceline" }),
  dedicated: () =>
    new Worker(new URL("./engine/engine-worker.ts", import.meta.url), { type: "module", name: "paceline" }),
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
port.onLost(() => session.setState({ engineLost: true }));
const router = createAppRouter(createBrowserHistory());

async function render(): Promise<void> {
  const { language } = preferences.getState();
  document.documentElement.lang = language;
  const i18n = await speak(language, navigator.languages);
  root.render(
    <App
      engine={engine}
      host={host}
      session={session}
      preferences={preferences}
      i18n={i18n}
      clock={Date.now}
      router={router}
    />,
  );
}

preferences.subscribe((now, before) => {
  if (now.language !== before.language) void render();
});
void render();
