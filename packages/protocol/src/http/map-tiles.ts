import { z } from "zod";

/** Where the client asks its own origin for an operator's tiles. 404: there are none, and the map is the one that the client brings. */
export const MAP_TILES_PATH = "/map.json";

/**
 * Tiles of an operator's own: one PMTiles file (version 3; vector tiles in the schema of Protomaps, or pictures) on a server that answers ranges
 * (RFC 9110, section 14). From another origin it needs https and CORS. `attribution` is plain text and always shown.
 */
export const MapTiles = z.object({
  url: z.union([z.url({ protocol: /^https?$/ }), z.string().regex(/^\/[^/]/, "an address, or a path of this origin")]),
  attribution: z.string().min(1).max(300),
});
export type MapTiles = z.infer<typeof MapTiles>;
