import type { MatrixClient } from "matrix-js-sdk";
import type { RustCrypto } from "matrix-js-sdk/lib/rust-crypto/rust-crypto.js";
import { cryptoOf } from "./evidence.ts";

/** Comparing by eye (client-server specification, "Short Authentication String (SAS) verification"). */
export const SAS = "m.sas.v1";
/** A QR code (the same, "QR codes"): shown, read, and the word of whoever read it. */
export const SHOW = "m.qr_code.show.v1";
const SCAN = "m.qr_code.scan.v1";
const RECIPROCATE = "m.reciprocate.v1";

/**
 * What this device can do, told before each asking and accepting. A code can always be shown, and scanned only where there is a camera. The crypto module keeps the list that it is
 * given and reads it when it asks or accepts; a request that has come already keeps the same one.
 */
export function offersOf(client: MatrixClient): (camera: boolean) => void {
  const methods: string[] = [];
  const offer = (camera: boolean): void => {
    methods.splice(0, methods.length, SAS, SHOW, RECIPROCATE, ...(camera ? [SCAN] : []));
  };
  offer(false);
  (cryptoOf(client) as RustCrypto).setSupportedVerificationMethods(methods);
  return offer;
}
