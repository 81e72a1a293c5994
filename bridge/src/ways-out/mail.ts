import { createTransport } from "nodemailer";
import type { SendMailOptions } from "nodemailer";
import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import type { BridgeConfig } from "../config.ts";
import { confirmationMail, MAIL } from "./words.ts";
import type { MailText } from "./words.ts";

/** `REFUSED`: the mail server will never take it for this address (5xx, RFC 5321). */
export type MailCode = "REFUSED" | "UNREACHABLE";

export interface Mail {
  /** Says to open the circle, and nothing else. `id` makes repetitions of one mail recognisable. */
  send(address: string, id: string): Promise<Result<null, MailCode>>;
  /** Asks whoever reads this address whether it is theirs. */
  confirm(address: string, link: string): Promise<Result<null, MailCode>>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

export const createMail = (settings: NonNullable<BridgeConfig["mail"]>, serverName: string): Mail => {
  const { host, port, encryption, user, password, from } = settings;
  const transport = createTransport({
    host,
    port,
    secure: encryption === "tls",
    requireTLS: encryption === "starttls",
    ignoreTLS: encryption === "none",
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const post = async (address: string, text: MailText, more: SendMailOptions): Promise<Result<null, MailCode>> => {
    try {
      await transport.sendMail({
        from: { name: "Paceline", address: from },
        to: { name: "", address },
        ...text,
        headers: { "Auto-Submitted": "auto-generated" },
        ...more,
      });
      return ok(null);
    } catch (error) {
      const status = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
      const code = error instanceof Error && "code" in error ? String(error.code) : "NO_ANSWER";
      // What the server says about this mail is final; a wrong password or missing encryption is mended by the operator.
      const never = status >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
      return never ? failed("REFUSED", "never", `SMTP_${status}`) : failed("UNREACHABLE", "later", code);
    }
  };

  return {
    send: (address, id) => post(address, MAIL, { messageId: `<safety-${id}@${serverName}>`, priority: "high" }),
    confirm: (address, link) => post(address, confirmationMail(serverName, link), {}),
    close: () => transport.close(),
  };
};
