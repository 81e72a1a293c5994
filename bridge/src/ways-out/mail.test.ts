import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailServer } from "../testing/mail-server.ts";
import type { MailServer } from "../testing/mail-server.ts";
import { createMail } from "./mail.ts";

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server?.close());

const mailBy = (port: number, encryption: "none" | "starttls" = "none") =>
  createMail({ host: "127.0.0.1", port, encryption, from: "paceline@example.org" }, "example.org");

test("S5 a mail says to open the circle in both languages, without a name, an id or a place", async () => {
  expect(await mailBy(server.port).send("ben@example.org", "1")).toMatchObject({ ok: true });
  const [got] = server.received;
  expect(got?.to).toEqual(["ben@example.org"]);
  const [headers = "", ...rest] = (got?.source ?? "").split("\r\n\r\n");
  const body = rest.join("\n");
  expect(headers).toContain("Auto-Submitted: auto-generated");
  expect(headers).toContain("Message-ID: <safety-1@example.org>");
  expect(body).toContain("Open your safety circle");
  expect(body).toContain("Sicherheitskreis");
  for (const secret of ["@", "ana", "Ana", "geo:", "!"]) expect(body).not.toContain(secret);
});

test("S5 a mail that asks for consent has the link and the server's name, and nothing of who asked or why", async () => {
  const link = "https://bridge.example.org/api/v1/mail/token";
  expect(await mailBy(server.port).confirm("cleo@example.org", link)).toMatchObject({ ok: true });
  const { to, source } = server.received.at(-1)!;
  expect(to).toEqual(["cleo@example.org"]);
  const [headers = "", ...rest] = source.split("\r\n\r\n");
  expect(rest.join("")).toContain(link);
  expect(rest.join("")).toContain("nothing more is sent here");
  expect(headers).not.toContain("token");
  for (const secret of ["@", "Ana"]) expect(rest.join("")).not.toContain(secret);
});

test("S5 an address that the mail server never takes is given up; a server that is not there or not encrypted is tried later", async () => {
  expect(await mailBy(server.port).send("nobody@example.org", "2")).toMatchObject({
    failure: { code: "REFUSED", retry: "never" },
  });
  expect(await mailBy(9).send("ben@example.org", "3")).toMatchObject({
    failure: { code: "UNREACHABLE", retry: "later" },
  });
  expect(await mailBy(server.port, "starttls").send("ben@example.org", "4")).toMatchObject({
    failure: { code: "UNREACHABLE", retry: "later" },
  });
  expect(server.received).toHaveLength(2);
});
