import { decodeQR, type Image } from "qr/decode.js";

/**
 * The bytes of the QR code in a frame (RGBA), or `undefined` where there is none that can be read. Some apps cut a code into segments of several modes; each byte of each is one
 * character here, so that what comes out is what went in.
 */
export function codeInFrame(frame: Image): Uint8Array | undefined {
  try {
    return Uint8Array.from(decodeQR(frame, { textDecoder: ofBytes }), (letter) => letter.charCodeAt(0));
  } catch {
    // Most frames of a camera show no code, and the decoder says so by throwing.
    return undefined;
  }
}

const ofBytes = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
