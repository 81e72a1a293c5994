import { Problem } from "@paceline/protocol/http";
import { z } from "zod";
import { createDocument } from "zod-openapi";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import type { Caller, Described } from "./described.ts";
import { CORE_ROUTES } from "./described-core.ts";
import { PEOPLE } from "./described-people.ts";

const SECURITY: Readonly<Record<Caller, readonly Readonly<Record<string, string[]>>[]>> = {
  anybody: [],
  // The secret is in the path.
  tracker: [],
  link: [],
  person: [{ session: [] }],
  athlete: [{ platformKey: [] }],
};

/** The parts of the document, by who calls. */
const PARTS: Readonly<Record<Caller, string>> = {
  anybody: "Everybody",
  person: "People with a Matrix account",
  athlete: "Fitness platforms",
  tracker: "Trackers and links",
  link: "Trackers and links",
};
const TAGS = [
  { name: PARTS.anybody, description: "Needs no proof." },
  {
    name: PARTS.person,
    description:
      "Authorization: Bearer, with the token of a session that POST /api/v1/auth/openid opens. The bridge cannot write in a person's name: messages are sent by their own Matrix client.",
  },
  {
    name: PARTS.athlete,
    description:
      "Authorization: Bearer, with a key that the bridge's operator made, and the athlete's id in Paceline-Athlete. Athletes take part in clear rooms that are marked as the platform's; an encrypted room is answered 409 E2EE_ROOM.",
  },
  { name: PARTS.tracker, description: "The secret in the path is the proof. It stands in no log of the bridge's." },
];

const Athlete = z.object({
  "Paceline-Athlete": z
    .string()
    .min(1)
    .max(100)
    .meta({ description: "The athlete's id at the platform, percent-encoded" }),
  "Paceline-Athlete-Name": z
    .string()
    .max(100)
    .optional()
    .meta({ description: "The name that people read, percent-encoded" }),
});
const Once = z.object({
  "Idempotency-Key": z
    .string()
    .min(1)
    .max(255)
    .meta({ description: "The same key and request give the same answer for 24 hours" }),
});

/** OpenAPI 3.1 of every route, from the schemas that validate. */
export const openApi = (publicUrl: string): object =>
  createDocument(
    {
      openapi: "3.1.1",
      info: { title: "Paceline bridge", version: "0.1.0", description: "Clubs and safety over Matrix." },
      servers: [{ url: publicUrl }],
      tags: TAGS,
      paths: paths(),
      components: {
        securitySchemes: {
          session: { type: "http", scheme: "bearer", description: "A session of POST /api/v1/auth/openid" },
          platformKey: { type: "http", scheme: "bearer", description: "A key that the bridge's operator made" },
        },
      },
    },
    {
      // Ids are checked by functions of ours, which a schema cannot show; they are strings.
      allowEmptySchema: { custom: true },
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === "custom") jsonSchema.type = "string";
      },
    },
  );

const paths = (): ZodOpenApiPathsObject => {
  const all: ZodOpenApiPathsObject = {};
  for (const route of [...PEOPLE, ...CORE_ROUTES])
    all[route.path] = { ...all[route.path], [route.method]: operation(route) };
  return all;
};

const operation = ({ method, path, summary, caller, body, answers, once }: Described): ZodOpenApiOperationObject => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const header = [...(caller === "athlete" ? [Athlete] : []), ...(once ? [Once] : [])];
  return {
    operationId: `${method} ${path}`.replace(/\W+/g, "_").replace(/_$/, ""),
    summary,
    tags: [PARTS[caller]],
    security: SECURITY[caller].map((scheme) => ({ ...scheme })),
    requestParams: {
      path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
      header: z.object(Object.assign({}, ...header.map(({ shape }) => shape)) as z.ZodRawShape),
    },
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          { description: summary, ...(schema && { content: { "application/json": { schema } } }) },
        ]),
      ),
      default: { description: "A problem (RFC 9457)", content: { "application/problem+json": { schema: Problem } } },
    },
  };
};
