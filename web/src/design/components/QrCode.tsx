import { encode } from "uqr";
import css from "./QrCode.module.css";

/** A text, or bytes in byte mode, as a QR code, dark on light in every theme, because scanners want that. */
export function QrCode({ data, label }: { readonly data: string | Uint8Array; readonly label: string }) {
  const { data: rows, size } = encode(typeof data === "string" ? data : [...data], { ecc: "L", border: 4 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg className={css.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
