import type { Content } from "./event.ts";

/** A refusal in the Matrix error form. Thrown by the model, written out by the server. */
export class MatrixError extends Error {
  override readonly name = "MatrixError";
  readonly status: number;
  readonly body: Content;

  constructor(status: number, errcode: string, message: string, more: Content = {}) {
    super(message);
    this.status = status;
    this.body = { errcode, error: message, ...more };
  }
}

export const forbidden = (message: string): MatrixError => new MatrixError(403, "M_FORBIDDEN", message);
export const notFound = (message: string): MatrixError => new MatrixError(404, "M_NOT_FOUND", message);
export const badJson = (message: string): MatrixError => new MatrixError(400, "M_BAD_JSON", message);
export const invalidParam = (message: string): MatrixError => new MatrixError(400, "M_INVALID_PARAM", message);
export const tooLarge = (message: string): MatrixError => new MatrixError(413, "M_TOO_LARGE", message);
