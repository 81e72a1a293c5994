/** Writes what the two formats need of protocol buffers and of numbers. */
const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(value >>> 7)]);
const zigzag = (value: number): number[] => varint(value < 0 ? -2 * value - 1 : 2 * value);
const field = (number: number, bytes: readonly number[]): number[] => [
  number * 8 + 2,
  ...varint(bytes.length),
  ...bytes,
];
const count = (number: number, value: number): number[] => [number * 8, ...varint(value)];
const text = (words: string): number[] => [...new TextEncoder().encode(words)];

/** One vector tile (Mapbox Vector Tile 2.1) that is land use of one kind from edge to edge. */
function tileOf(kind: string): number[] {
  const square = [9, ...zigzag(0), ...zigzag(0), 26, ...[4096, 0, 0, 4096, -4096, 0].flatMap(zigzag), 15];
  const feature = [...field(2, [0, 0]), ...count(3, 3), ...field(4, square)];
  const layer = [
    ...field(1, text("landuse")),
    ...field(2, feature),
    ...field(3, text("kind")),
    ...field(4, field(1, text(kind))),
    ...count(5, 4096),
    ...count(15, 2),
  ];
  return field(3, layer);
}

const HEADER = 127;

/** A PMTiles archive (version 3, nothing compressed) of the whole world in one vector tile: land use of one kind. */
export function tinyPmtiles(kind: string): Uint8Array<ArrayBuffer> {
  const tile = tileOf(kind);
  const directory = [1, 0, 1, tile.length, 1].flatMap(varint);
  const metadata = text("{}");
  const header = new DataView(new ArrayBuffer(HEADER));
  text("PMTiles").forEach((byte, at) => header.setUint8(at, byte));
  header.setUint8(7, 3);
  const data = HEADER + directory.length + metadata.length;
  const places = [HEADER, directory.length, HEADER + directory.length, metadata.length, data, 0, data, tile.length];
  places.forEach((value, at) => header.setBigUint64(8 + at * 8, BigInt(value), true));
  // Addressed tiles, entries, contents; clustered; directories and tiles uncompressed; vector tiles; zoom 0 to 0.
  [1n, 1n, 1n].forEach((value, at) => header.setBigUint64(72 + at * 8, value, true));
  [1, 1, 1, 1, 0, 0].forEach((value, at) => header.setUint8(96 + at, value));
  [-180, -85, 180, 85].forEach((degrees, at) => header.setInt32(102 + at * 4, degrees * 1e7, true));
  return new Uint8Array([...new Uint8Array(header.buffer), ...directory, ...metadata, ...tile]);
}
