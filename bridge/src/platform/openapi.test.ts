import express from "express";
import type { Router } from "express";
import { expect, test } from "vitest";
import { recordedLog } from "../testing/recorded-log.ts";
import { mounts } from "./app.ts";
import { clubRoutes } from "./club-routes.ts";
import { coreSafetyRoutes } from "./core/core-routes.ts";
import type { CoreParts } from "./core/core-routes.ts";
import { ingestRoutes } from "./ingest-routes.ts";
import type { IngestParts } from "./ingest-routes.ts";
import { USUAL_LIMITS } from "./limits.ts";
import { mailRoutes } from "./mail-routes.ts";
import type { MailParts } from "./mail-routes.ts";
import { openApi } from "./openapi.ts";
import { safetyRoutes } from "./safety-routes.ts";
import type { SafetyParts } from "./safety-routes.ts";
import { sessionRoutes } from "./session-routes.ts";

type Layer = {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: unknown;
};

/** Method and path of every route below, as Express holds them. */
const routesOf = (router: Router, prefix: string): string[] =>
  (router.stack as unknown as readonly Layer[]).flatMap(({ route, handle }) => {
    if (route === undefined)
      return typeof handle === "function" && "stack" in handle ? routesOf(handle as Router, prefix) : [];
    const path = `${prefix}${route.path}`.replace(/(.)\/$/, "$1").replaceAll(/:(\w+)/g, "{$1}");
    return Object.keys(route.methods).map((method) => `${method} ${path}`);
  });

/** Routers are made, and nothing behind them is called. */
const served = (): string[] => {
  const limits = USUAL_LIMITS;
  return mounts({
    appservice: express.Router(),
    sessions: sessionRoutes({} as Parameters<typeof sessionRoutes>[0], limits),
    clubs: clubRoutes({ limits } as Parameters<typeof clubRoutes>[0]),
    safety: safetyRoutes({ limits } as SafetyParts),
    mail: mailRoutes({ limits } as MailParts),
    coreSafety: coreSafetyRoutes({ limits } as CoreParts),
    ingest: ingestRoutes({ limits } as IngestParts),
    reach: () => ({ waiting: 0, failed: 0 }),
    readiness: () => [],
    publicUrl: "https://bridge.test",
    log: recordedLog().log,
  }).flatMap(({ at, router }) => routesOf(router, at));
};

test("B3 every route is in the OpenAPI document, and nothing else is", () => {
  const { paths } = openApi("https://bridge.test") as { paths: Record<string, Record<string, object>> };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(served().length).toBeGreaterThan(30);
  expect(described.toSorted()).toEqual(served().toSorted());
});

test("B3 the document is OpenAPI 3.1, shows shapes, callers and keys, and comes out as JSON", () => {
  const document = JSON.parse(JSON.stringify(openApi("https://bridge.test")));
  expect(document).toMatchObject({ openapi: "3.1.1", servers: [{ url: "https://bridge.test" }] });
  const { post } = document.paths["/api/safety/alerts"];
  expect(post).toMatchObject({
    operationId: "post_api_safety_alerts",
    security: [{ platformKey: [] }],
    requestBody: {
      content: { "application/json": { schema: { type: "object", properties: { drill: { type: "boolean" } } } } },
    },
    responses: { 201: { content: {} }, default: { content: { "application/problem+json": {} } } },
  });
  expect(post.parameters.map(({ name }: { name: string }) => name)).toEqual([
    "Paceline-Athlete",
    "Paceline-Athlete-Name",
    "Idempotency-Key",
  ]);
  const timer = document.paths["/api/v1/safety/timers/{id}"].put;
  expect(timer.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
  expect(timer.requestBody.content["application/json"].schema.properties.circle_id).toEqual({ type: "string" });
});
