import { useState } from "react";
import css from "./GalleryIndex.module.css";
import { STATES } from "./states.ts";

const WIDTHS = ["1440", "900", "400"] as const;
const THEMES = ["light", "dark"] as const;

/** Every state of every view in a frame; for designers. Not part of the product, so its words are not in the catalogue. */
export function GalleryIndex() {
  const [width, setWidth] = useState<string>("1440");
  const [theme, setTheme] = useState<string>("light");
  const option = (value: string) => <option key={value}>{value}</option>;
  return (
    <main className={css.gallery}>
      <header className={css.head}>
        <select aria-label="width" value={width} onChange={(event) => setWidth(event.target.value)}>
          {WIDTHS.map(option)}
        </select>
        <select aria-label="theme" value={theme} onChange={(event) => setTheme(event.target.value)}>
          {THEMES.map(option)}
        </select>
      </header>
      {[...STATES.keys()].map((name) => {
        const address = `?state=${encodeURIComponent(name)}&theme=${theme}`;
        return (
          <figure key={name} className={css.figure}>
            <figcaption>
              <a href={address}>{name}</a>
            </figcaption>
            {/* eslint-disable-next-line react/iframe-missing-sandbox -- the frames are this page itself */}
            <iframe loading="lazy" title={name} src={address} width={width} height={860} />
          </figure>
        );
      })}
    </main>
  );
}
