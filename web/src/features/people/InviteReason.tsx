import css from "./InviteReason.module.css";

/** Longer is no reason any more; anybody may invite anybody. */
const LONGEST = 1_000;

/** What whoever invites says about it, in their own words and lines: that of a safety circle says what accepting means. */
export function InviteReason({ reason }: { readonly reason: string | undefined }) {
  if (reason === undefined) return null;
  return <span className={css.reason}>{reason.length > LONGEST ? `${reason.slice(0, LONGEST)} …` : reason}</span>;
}
