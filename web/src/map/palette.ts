/** The tokens a map is drawn with. */
const TOKENS = {
  land: "--map-land",
  water: "--map-water",
  park: "--map-park",
  road: "--map-road",
  line: "--map-line",
  border: "--map-border",
  name: "--map-name",
  accent: "--accent-line",
  ink: "--ink",
  dim: "--ink-3",
  surface: "--surface",
  wait: "--wait",
  link: "--link",
} as const;

export type Palette = Readonly<Record<keyof typeof TOKENS, string>>;

/** The tokens as they are in this place now, as colours that a canvas understands (`rgb(…)`): theme and contrast are already decided. */
export function paletteOf(place: HTMLElement): Palette {
  const probe = document.createElement("span");
  place.append(probe);
  const colours = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours) as Palette;
}

/** Calls back when the theme or the contrast may have changed. */
export function onPalette(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme", "data-contrast", "style"] });
  return () => {
    dark.removeEventListener("change", changed);
    observer.disconnect();
  };
}
