import { spawnSync } from "node:child_process";
import { synapseEnvironment } from "../synapse/environment.ts";

/** Key padded with zeros, nonce before the box. */
const NACL = `
import sys, base64
from nacl.secret import SecretBox
box = SecretBox(sys.argv[2].encode().ljust(32, b"\\0"))
text = sys.stdin.buffer.read()
if sys.argv[1] == "seal": sys.stdout.write(base64.b64encode(box.encrypt(text)).decode())
else: sys.stdout.buffer.write(box.decrypt(base64.b64decode(text)))
`;

/** libsodium by PyNaCl, as the OwnTracks apps use it: `seal` gives base64, `open` takes it and throws where the key is another. It is among Synapse's own locked packages. */
export async function libsodium(): Promise<(what: "seal" | "open", text: string, key: string) => string> {
  const { python, variables } = await synapseEnvironment();
  return (what, input, key) => {
    const { status, stdout, stderr } = spawnSync(python, ["-c", NACL, what, key], {
      input,
      env: variables,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
}
