import "@fontsource-variable/inter/wght.css";
import "../design/base.css";
import { createRoot } from "react-dom/client";
import { GalleryIndex } from "./GalleryIndex.tsx";
import { stage } from "./stage.tsx";
import { STATES } from "./states.ts";

/* `?state=home/HomePage/default&theme=dark&language=de` shows one state as the whole page; without a state, all of them in frames. */
const wanted = new URLSearchParams(location.search);
const state = STATES.get(wanted.get("state") ?? "");
const root = createRoot(document.querySelector("#app") ?? document.body);

if (state === undefined) root.render(<GalleryIndex />);
else {
  const { app, session, router, port } = await stage(state, wanted.get("language") === "de" ? "de" : "en");
  const theme = wanted.get("theme");
  root.render(app);
  if (theme !== null) document.documentElement.style.colorScheme = theme;
  Object.assign(globalThis, { stage: { session, router, port } });
}
