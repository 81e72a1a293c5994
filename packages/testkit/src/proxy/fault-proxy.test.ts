import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startFaultProxy } from "./fault-proxy.ts";

/** A server that keeps what it heard and says it back. */
const proxied = async () => {
  const heard: string[] = [];
  const server = createServer((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (chunk: Buffer) => (body += chunk.toString()));
    incoming.on("end", () => {
      heard.push(`${incoming.method} ${incoming.url} ${body}`);
      outgoing.writeHead(201, { "x-count": String(heard.length) }).end(`heard ${body}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = await startFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(async () => {
    await proxy.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const put = (path: string, body: string) => fetch(`${proxy.baseUrl}${path}`, { method: "PUT", body });
  return { heard, proxy, put };
};

test("M11 without rules a request and its answer pass unchanged", async () => {
  const { heard, proxy, put } = await proxied();
  const answer = await put("/send/1?x=y", "words");
  expect([answer.status, answer.headers.get("x-count"), await answer.text()]).toEqual([201, "1", "heard words"]);
  expect(heard).toEqual(["PUT /send/1?x=y words"]);
  expect(proxy.seen).toEqual([{ method: "PUT", path: "/send/1?x=y", status: 201 }]);
});

test("M11 a cut before keeps the request from the server, a cut after only the answer from the caller", async () => {
  const { heard, proxy, put } = await proxied();
  const before = proxy.addRule({ path: /before/, fault: { kind: "cut", when: "before" } });
  proxy.addRule({ path: /after/, fault: { kind: "cut", when: "after" } });
  await expect(put("/before", "a")).rejects.toThrow("fetch failed");
  await expect(put("/after", "b")).rejects.toThrow("fetch failed");
  expect(heard).toEqual(["PUT /after b"]);
  expect(before.hits()).toBe(1);
});

test("M11 a rule counts its turns, minds the method, and can be removed", async () => {
  const { heard, proxy, put } = await proxied();
  proxy.addRule({ method: "POST", path: /./, fault: { kind: "cut", when: "before" } });
  const busy = proxy.addRule({
    path: /send/,
    times: 1,
    fault: { kind: "answer", status: 429, body: { retry_after_ms: 5 } },
  });
  const gone = proxy.addRule({ path: /send/, fault: { kind: "cut", when: "before" } });
  gone.remove();
  const first = await put("/send", "a");
  expect([first.status, await first.json()]).toEqual([429, { retry_after_ms: 5 }]);
  expect((await put("/send", "b")).status).toBe(201);
  expect([busy.hits(), heard]).toEqual([1, ["PUT /send b"]]);
});

test("M11 a repeated request reaches the server twice and is answered once", async () => {
  const { heard, proxy, put } = await proxied();
  proxy.addRule({ path: /send/, times: 1, fault: { kind: "repeat" } });
  expect((await put("/send", "a")).headers.get("x-count")).toBe("2");
  expect(heard).toEqual(["PUT /send a", "PUT /send a"]);
});

test("M11 a held request arrives when it is let go, behind later ones", async () => {
  const { heard, proxy, put } = await proxied();
  let letGo = (): void => undefined;
  proxy.addRule({ path: /slow/, fault: { kind: "hold", until: new Promise<void>((resolve) => (letGo = resolve)) } });
  const slow = put("/slow", "a");
  await put("/quick", "b");
  letGo();
  await slow;
  expect(heard).toEqual(["PUT /quick b", "PUT /slow a"]);
});

test("M8 while disconnected nothing gets through, and afterwards everything again", async () => {
  const { heard, proxy, put } = await proxied();
  proxy.addRule({ path: /held/, fault: { kind: "hold", until: new Promise(() => undefined) } });
  const held = put("/held", "a");
  await expect.poll(() => proxy.seen.length).toBe(1);
  proxy.disconnect();
  await expect(held).rejects.toThrow("fetch failed");
  await expect(put("/send", "b")).rejects.toThrow("fetch failed");
  proxy.reconnect();
  expect((await put("/send", "c")).status).toBe(201);
  expect(heard).toEqual(["PUT /send c"]);
});
