import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = { readonly to: readonly string[]; readonly source: string };

/** A mail server on loopback. Refuses addresses that begin with `nobody`. */
export type MailServer = { readonly port: number; readonly received: readonly ReceivedMail[]; close(): Promise<void> };

export const startMailServer = async (): Promise<MailServer> => {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith("nobody") ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
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
  return { port, received, close: () => new Promise((resolve) => server.close(() => resolve())) };
};
