import { createHash } from "node:crypto";
import type { Response } from "express";

/** The one sheet of the bridge's own pages. */
const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { margin-top: 3rem; } h3 { margin-top: 2.5rem; font-size: 1.05rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9rem; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid; border-radius: 0.5rem; }
table { border-collapse: collapse; width: 100%; } .wide { overflow: auto; overflow-wrap: normal; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid; }
button { font: inherit; padding: 0.7rem 1.2rem; min-height: 2.75rem; }
`;
/** Whole, because the policy names the hash of every sign between the tags. */
const SHEET = { html: `<style>${STYLE}</style>` };
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Nothing runs and nothing is loaded, from here or elsewhere; a form goes to where it came from. */
const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** HTML that is already escaped. */
export type Html = { readonly html: string };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

type Inner = string | Html | readonly Html[];
const plain = (inner: Inner): string => {
  if (typeof inner === "string") return escape(inner);
  return "html" in inner ? inner.html : inner.map(({ html }) => html).join("\n");
};

/** A template whose texts are escaped and whose HTML is kept. */
export const html = (parts: TemplateStringsArray, ...inner: readonly Inner[]): Html => ({
  html: String.raw({ raw: parts }, ...inner.map(plain)),
});

/** A whole page of the bridge's. */
export const sendPage = (response: Response, status: number, title: string, body: Html): void => {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${SHEET}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
  response.status(status).set(HEADERS).type("html").send(page.html);
};
