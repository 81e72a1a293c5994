import type { MemberRow } from "@paceline/protocol/port";
import type { UserId } from "@paceline/protocol";

/** The name being typed after an `@` right before the caret; `undefined` when there is none. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly query: string } | undefined {
  const match = /(?:^|\s)@([^\s@]{0,30})$/u.exec(text.slice(0, caret));
  return match === null ? undefined : { from: caret - (match[1]?.length ?? 0) - 1, query: match[1] ?? "" };
}

const MOST = 6;

/** Members whose name or id fits, those whose name begins so first. */
export function mentionable(members: readonly MemberRow[], query: string): readonly MemberRow[] {
  const wanted = query.toLocaleLowerCase();
  const rank = (member: MemberRow) => {
    const name = member.name.toLocaleLowerCase();
    if (name.startsWith(wanted)) return 0;
    return name.includes(wanted) || member.id.toLocaleLowerCase().includes(wanted) ? 1 : 2;
  };
  return members
    .filter((member) => !member.me && !member.bot && member.membership === "join" && rank(member) < 2)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST);
}

/** Whom the text still names, of those that were picked. */
export const mentionedIn = (text: string, picked: ReadonlyMap<UserId, string>): readonly UserId[] =>
  [...picked].filter(([, name]) => text.includes(`@${name}`)).map(([id]) => id);
