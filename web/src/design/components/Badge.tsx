import css from "./Badge.module.css";

/** A count that asks for attention; `quiet` for what can wait. Nothing at 0. */
export function Badge({
  count,
  label,
  quiet = false,
}: {
  readonly count: number;
  readonly label: string;
  readonly quiet?: boolean;
}) {
  if (count <= 0) return null;
  return (
    <span className={css.badge} data-quiet={quiet || undefined}>
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="hidden-visually">{label}</span>
    </span>
  );
}
