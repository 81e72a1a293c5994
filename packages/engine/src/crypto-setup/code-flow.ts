const PREFIX = new TextEncoder().encode("MATRIX");
const VERSION = 0x02;
/** Prefix, version, mode, length of the flow's id. */
const HEAD = PREFIX.length + 4;
/** Two keys of 32 bytes; a secret of at least 8 comes after them. */
const LEAST_REST = 32 + 32 + 8;

/**
 * Which verification a scanned code is of: the event id of an in-room request or the transaction id of one between devices (client-server specification, "QR code format").
 * `undefined` for a code that verifies nobody. Keys and secret are the crypto module's to check.
 */
export function flowOfCode(code: Uint8Array): string | undefined {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  if (code.length < HEAD || !PREFIX.every((byte, at) => code[at] === byte)) return undefined;
  if (code[PREFIX.length] !== VERSION) return undefined;
  const end = HEAD + view.getUint16(HEAD - 2);
  return code.length < end + LEAST_REST ? undefined : new TextDecoder().decode(code.subarray(HEAD, end));
}
