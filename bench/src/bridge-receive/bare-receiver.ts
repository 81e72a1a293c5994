import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import express from "express";

// What a developer would write without a bridge of ours: an express handler that stores each transaction durably (WAL,
// synchronous FULL) and answers. No token, no deduplication, nothing done with it. `bare-receiver.ts <folder>`; tells its port.
const db = new DatabaseSync(join(process.argv[2] ?? ".", "bare.db"));
db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE txn (id TEXT, body TEXT)");
const insert = db.prepare("INSERT INTO txn (id, body) VALUES (?, ?)");

const app = express();
app.put("/_matrix/app/v1/transactions/:txnId", express.json({ limit: "32mb" }), (request, response) => {
  insert.run(request.params.txnId, JSON.stringify(request.body));
  response.json({});
});
const server = app.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
