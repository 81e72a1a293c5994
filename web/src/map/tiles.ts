import { addProtocol, type AddProtocolAction, type LayerSpecification, type SourceSpecification } from "maplibre-gl";
import { PMTiles, Protocol, TileType } from "pmtiles";
import type { Palette } from "./palette.ts";
import { tileLayers } from "./tile-layers.ts";

/** Where an operator says that there are tiles of their own; 404 where there are none (`MapTiles` of the protocol). */
const ADDRESS = "/map.json";

export type Tiles = {
  /** Whose map it is, in the operator's words. */
  readonly credit: string;
  readonly source: SourceSpecification;
  readonly layers: (colours: Palette) => LayerSpecification[];
};

/** The operator's own tiles, read in ranges out of one PMTiles file; `undefined` without any, or when they cannot be had. */
export async function operatorTiles(): Promise<Tiles | undefined> {
  try {
    const answer = await fetch(ADDRESS);
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) return undefined;
    const { url, attribution } = readTiles(await answer.json()) ?? {};
    if (url === undefined || attribution === undefined) return undefined;
    const archive = new PMTiles(new URL(url, location.href).href);
    const header = await archive.getHeader();
    const protocol = new Protocol();
    protocol.add(archive);
    addProtocol("pmtiles", protocol.tilev4 as AddProtocolAction);
    const address = `pmtiles://${archive.source.getKey()}`;
    return header.tileType === TileType.Mvt
      ? { credit: attribution, source: { type: "vector", url: address }, layers: tileLayers }
      : {
          credit: attribution,
          source: { type: "raster", url: address, tileSize: 256 },
          layers: () => [{ id: "tiles", type: "raster", source: "tiles" }],
        };
  } catch {
    // A map without streets is still a map.
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length > 0;

function readTiles(value: unknown): { readonly url: string; readonly attribution: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { url, attribution } = value as Record<string, unknown>;
  return isText(url) && isText(attribution) ? { url, attribution } : undefined;
}
