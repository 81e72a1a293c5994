import express from "express";
import type { Response, Router } from "express";
import type { MailConsent } from "../ways-out/mail-consent.ts";
import { CONFIRM_PAGE } from "../ways-out/words.ts";
import { limited } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { html, sendPage } from "./page.ts";
import type { Html } from "./page.ts";

export type MailParts = {
  /** Absent: this bridge sends no mail. */
  readonly consent: Pick<MailConsent, "isGood" | "agree"> | undefined;
  readonly limits: Limits;
};

/** Where the link of a confirmation mail leads. Its token is the only proof, and only the button uses it: mail programs open links to look at them. */
export const mailRoutes = ({ consent, limits }: MailParts): Router => {
  const router = express.Router();
  const over = (response: Response): void => show(response, 404, "over");

  router.get("/:token", limited("signIn", limits), ({ params }, response) => {
    if (!consent?.isGood(String(params["token"]))) return over(response);
    const { title, lines, button } = CONFIRM_PAGE.ask;
    const form = html`<form method="post"><button>${button}</button></form>`;
    return sendPage(response, 200, title, html`${lines.map(paragraph)}${form}`);
  });

  router.post("/:token", limited("signIn", limits), ({ params }, response) =>
    consent?.agree(String(params["token"])) ? show(response, 200, "done") : over(response),
  );
  return router;
};

const paragraph = (line: string): Html => html`<p>${line}</p>`;
const show = (response: Response, status: number, page: "done" | "over"): void => {
  const { title, lines } = CONFIRM_PAGE[page];
  sendPage(response, status, title, html`${lines.map(paragraph)}`);
};
