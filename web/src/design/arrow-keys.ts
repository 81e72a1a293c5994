import type { KeyboardEvent } from "react";

/** ↑ and ↓ move the focus over the links and buttons that head the rows of a list. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("li > a, li > button, [data-row]")].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[event.key === "ArrowDown" ? here + 1 : here - 1];
  if (here === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
