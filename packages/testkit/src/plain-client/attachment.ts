import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { path, type MatrixHttp } from "./http.ts";
import { textAt, type JsonObject } from "./json.ts";

/** `EncryptedFile` of spec v1.16 "Sending encrypted attachments": AES-256-CTR, key and hash inside the encrypted event. */
export async function uploadEncrypted(http: MatrixHttp, bytes: Uint8Array): Promise<JsonObject> {
  const key = randomBytes(32);
  const iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
  const cipher = createCipheriv("aes-256-ctr", key, iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return {
    v: "v2",
    url: await upload(http, sealed, "application/octet-stream"),
    key: { kty: "oct", key_ops: ["encrypt", "decrypt"], alg: "A256CTR", k: key.toString("base64url"), ext: true },
    iv: unpadded(iv),
    hashes: { sha256: unpadded(createHash("sha256").update(sealed).digest()) },
  };
}

/** The plain bytes. Throws when the stored bytes are not the ones the event described. */
export async function downloadEncrypted(http: MatrixHttp, file: JsonObject): Promise<Uint8Array> {
  const sealed = await download(http, textAt(file, "url") ?? "");
  if (
    unpadded(createHash("sha256").update(sealed).digest()) !==
    (textAt(file, "hashes", "sha256") ?? "").replace(/=+$/, "")
  ) {
    throw new Error("attachment does not match its hash");
  }
  const key = Buffer.from(textAt(file, "key", "k") ?? "", "base64url");
  const decipher = createDecipheriv("aes-256-ctr", key, Buffer.from(textAt(file, "iv") ?? "", "base64"));
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

/** Uploads as is; answers the `mxc://` address. */
export async function upload(http: MatrixHttp, bytes: Uint8Array, contentType: string): Promise<string> {
  const answer = await http.request<{ readonly content_uri: string }>("POST", "/_matrix/media/v3/upload", {
    body: bytes,
    contentType,
  });
  return answer.content_uri;
}

/** Bytes of an `mxc://` address by authenticated media. */
export function download(http: MatrixHttp, mxc: string): Promise<Uint8Array> {
  const [server = "", media = ""] = mxc.replace("mxc://", "").split("/");
  return http.bytes(path`/_matrix/client/v1/media/download/${server}/${media}`);
}

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
