import Olm from "@matrix-org/olm";
import { canonicalJson, textAt, type JsonObject } from "./json.ts";

/** What is signed: the object without `signatures` and `unsigned` (spec appendix "Signing JSON"). */
function signedText(object: JsonObject): string {
  const { signatures: _signatures, unsigned: _unsigned, ...rest } = object;
  return canonicalJson(rest);
}

/** True when `object` carries a good signature of `userId`'s key `keyId` (`ed25519:NAME`). */
export function isSignedBy(object: JsonObject, userId: string, keyId: string, publicKey: string): boolean {
  const signature = textAt(object, "signatures", userId, keyId);
  if (signature === undefined) return false;
  const utility = new Olm.Utility();
  try {
    utility.ed25519_verify(publicKey, signedText(object), signature);
    return true;
  } catch {
    return false; // libolm reports a bad signature only by throwing
  } finally {
    utility.free();
  }
}

/** `object` with one more signature. */
export function withSignature(
  object: JsonObject,
  userId: string,
  keyId: string,
  sign: (text: string) => string,
): JsonObject {
  const signatures = (object["signatures"] ?? {}) as Readonly<Record<string, JsonObject>>;
  return {
    ...object,
    signatures: { ...signatures, [userId]: { ...signatures[userId], [keyId]: sign(signedText(object)) } },
  };
}
