import { MatrixError } from "../model/errors.ts";
import type { Content } from "../model/event.ts";
import type { Pusher } from "./pusher.ts";

/** `POST /_matrix/client/v1/appservice/{id}/ping` (spec v1.16): asks the appservice whether it hears the server. */
export async function ping(pusher: Pusher, transactionId: unknown): Promise<Content> {
  if (pusher.registration.url === null)
    throw new MatrixError(400, "M_URL_NOT_SET", "The application service does not have a URL set");
  const start = Date.now();
  const answer = await pusher.call(
    "POST",
    "/_matrix/app/v1/ping",
    transactionId === undefined ? {} : { transaction_id: transactionId },
  );
  if (answer === undefined)
    throw new MatrixError(502, "M_CONNECTION_FAILED", "Failed to connect to the application service");
  if (answer.status < 200 || answer.status > 299) {
    throw new MatrixError(502, "M_BAD_STATUS", `HTTP ${answer.status}`, { status: answer.status, body: answer.text });
  }
  pusher.retryNow();
  return { duration_ms: Date.now() - start };
}
