/** What is said in a circle is kept this long by servers (MSC1763) and by our clients, positions with it (ADR 45). */
export const CIRCLE_KEPT_MS = 90 * 24 * 60 * 60 * 1_000;
