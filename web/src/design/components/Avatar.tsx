import type { MxcUri } from "@paceline/protocol";
import { usePicture } from "../../engine/pictures.tsx";
import css from "./Avatar.module.css";

const COLOURS = [
  "#2b7384",
  "#4a692b",
  "#a1384f",
  "#7a4a28",
  "#3b5ba6",
  "#88498a",
  "#6a5893",
  "#856212",
  "#ad4d27",
  "#2b7056",
] as const;

/** The same person has the same colour everywhere. */
function colourOf(id: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return COLOURS[hash % COLOURS.length] ?? COLOURS[0];
}

function initialsOf(name: string): string {
  const words = name
    .replace(/^[@#!+]/, "")
    .split(/[\s._-]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "?")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

export type AvatarProps = {
  readonly id: string;
  readonly name: string;
  readonly mxc?: MxcUri | undefined;
  /** CSS pixels. */
  readonly size?: number;
  /** People are round, rooms and clubs are squares. */
  readonly square?: boolean;
};

/** Picture or initials. Decorative: the name stands beside it or labels the control around it. */
export function Avatar({ id, name, mxc, size = 36, square = false }: AvatarProps) {
  const picture = usePicture(mxc, size);
  return (
    <span
      className={css.avatar}
      data-square={square || undefined}
      aria-hidden="true"
      style={{
        inlineSize: size,
        blockSize: size,
        backgroundColor: colourOf(id),
        fontSize: Math.max(9, Math.round(size * 0.37)),
      }}
    >
      {picture === undefined ? initialsOf(name) : <img src={picture} alt="" draggable={false} />}
    </span>
  );
}

/** A few overlapping faces; the count beside them says how many there are. */
export function AvatarStack({
  people,
  size = 28,
  most = 5,
}: {
  readonly people: readonly Omit<AvatarProps, "size" | "square">[];
  readonly size?: number;
  readonly most?: number;
}) {
  return (
    <span className={css.stack} aria-hidden="true">
      {people.slice(0, most).map((person) => (
        <span key={person.id} className={css.face}>
          <Avatar {...person} size={size} />
        </span>
      ))}
    </span>
  );
}
