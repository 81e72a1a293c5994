import { html } from "../page.ts";
import type { Html } from "../page.ts";
import { PROBLEMS } from "../problem.ts";
import { Document } from "./document.ts";
import type { Operation } from "./document.ts";
import { shape } from "./shape.ts";

type Call = Operation & { readonly method: string; readonly path: string };

/** The OpenAPI document as a page to read: what it says and nothing else, so that the two cannot disagree. Throws where the document has another form than ours. */
export const docsPage = (openApi: object): { readonly title: string; readonly body: Html } => {
  const { info, servers, tags, paths } = Document.parse(JSON.parse(JSON.stringify(openApi)));
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const parts = tags.map((tag) => ({ ...tag, calls: calls.filter((call) => call.tags.includes(tag.name)) }));
  return {
    title: `${info.title} – API`,
    body: html`<p>
        ${info.description} Version ${info.version}, at <code>${servers[0].url}</code>. For programs:
        <a href="openapi.json">OpenAPI 3.1</a>.
      </p>
      <pre>curl ${servers[0].url}/health</pre>
      ${RULES.map((rule) => html`<p>${rule}</p>`)}
      <nav aria-label="Calls">${parts.map(contents)}</nav>
      ${parts.map(part)}
      <h2 id="problems">Problems</h2>
      <p>
        An answer that is no success is <code>application/problem+json</code> (RFC 9457) with one of these codes;
        <code>errors</code> names each wrong field.
      </p>
      ${table(
        ["code", "status", "meaning"],
        Object.entries(PROBLEMS).map(([code, { status, title }]) => [code, String(status), title]),
      )}`,
  };
};

const RULES = [
  "Bodies are JSON of at most 1 MiB. Fields that are not listed are passed over; a field of the wrong type is refused by its path. Times are RFC 3339 in UTC, positions WGS 84 degrees, lengths metres, speeds metres a second.",
  "Where an Idempotency-Key is asked for, the same key and request give the same answer for 24 hours, and another request under the key is refused. Too many requests are answered 429 with Retry-After.",
];

const contents = ({ name, calls }: { readonly name: string; readonly calls: readonly Call[] }): Html =>
  html`<p>${name}</p>
    <ul>
      ${calls.map(({ operationId, method, path }) => html`<li><a href="#${operationId}">${method} ${path}</a></li>`)}
    </ul>`;

const part = (tag: { readonly name: string; readonly description: string; readonly calls: readonly Call[] }): Html =>
  html`<h2>${tag.name}</h2>
    <p>${tag.description}</p>
    ${tag.calls.map(call)}`;

const call = ({ operationId, method, path, summary, parameters, requestBody, responses }: Call): Html =>
  html`<h3 id="${operationId}"><code>${method} ${path}</code></h3>
    <p>${summary}.</p>
    ${
      parameters.length === 0
        ? ""
        : table(
            ["parameter", "in", "meaning"],
            parameters.map(({ name, in: where, required, description }) => [
              `${name}${required ? "" : " (optional)"}`,
              where,
              description,
            ]),
          )
    }
    ${bodies("Body", requestBody?.content)}
    ${Object.entries(responses)
      .filter(([status]) => status !== "default")
      .map(([status, { content }]) =>
        content === undefined
          ? html`<p>Answer ${status}, without a JSON body</p>`
          : bodies(`Answer ${status}`, content),
      )}`;

const bodies = (what: string, content: Operation["responses"][string]["content"]): Html =>
  html`${Object.values(content ?? {}).map(
    ({ schema }) =>
      html`<p>${what}</p>
        <pre tabindex="0">${shape(schema)}</pre>`,
  )}`;

/** Narrow windows scroll it sideways, by keyboard as well. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html`<div class="wide" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
