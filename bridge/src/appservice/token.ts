import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-256; also the form in which sessions are stored. */
export const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The token of an `Authorization: Bearer …` header (RFC 6750); tokens in query strings are never read. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer ([^\s]+)$/i.exec(header ?? "")?.[1];

/** Compares digests, which have one length, in constant time: the answer's delay says nothing about the secret. */
export const tokenCheck = (secret: string): ((header: string | undefined) => boolean) => {
  const expected = digest(secret);
  return (header) => timingSafeEqual(digest(bearerToken(header) ?? ""), expected);
};
