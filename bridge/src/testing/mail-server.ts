import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = { readonly to: readonly string[]; readonly source: string };

/** A mail server on loopback. Refuses addresses that begin with `nobody`, and what it is told to. */
export type MailServer = {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** From now on it has no such mailbox. */
  refuse(address: string): void;
  close(): Promise<void>;
};

export const startMailServer = async (): Promise<MailServer> => {
  const received: ReceivedMail[] = [];
  const gone = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith("nobody") || gone.has(address)
          ? Object.assign(new Error("no such mailbox"), { responseCode: 550 })
          : null,
      ),
    onData: (stream, { envelope }, done) => {
      let source = "";
      stream
        .setEncoding("utf8")
        .on("data", (text: string) => (source += text))
        .on("end", () => {
          received.push({ to: envelope.rcptTo.map(({ address }) => address), source });
          done();
        });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    port,
    received,
    refuse: (address) => void gone.add(address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
