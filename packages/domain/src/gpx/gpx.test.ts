import { expect, test } from "vitest";
import { readGpx } from "./index.ts";

const point = (lat: string, lon: string, time?: string): string =>
  `<trkpt lat="${lat}" lon="${lon}"><ele>34.0</ele>${time === undefined ? "" : `<time>${time}</time>`}</trkpt>`;
const file = (...points: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
   <gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
     <metadata><time>2020-01-01T00:00:00Z</time></metadata>
     <trk><name>Loop</name><trkseg>${points.join("\n")}</trkseg></trk>
   </gpx>`;

test("S3 a recorded track is its points in time, whatever else the file says", () => {
  const read = readGpx(
    file(
      point("52.5", "13.4", "2026-05-01T08:00:00Z"),
      point("52.6", "13.4"),
      point("95", "13.4", "2026-05-01T08:00:05Z"),
      point("52.51", "13.41", " 2026-05-01T10:00:10+02:00 "),
      point("52.52", "13.42", "2026-05-01T07:00:00Z"),
      point("52.53", "13.43", "soon"),
    ),
  );
  const began = Date.parse("2026-05-01T08:00:00Z");
  expect(read).toEqual({
    ok: true,
    value: [
      { ts: began, latitude: 52.5, longitude: 13.4 },
      { ts: began + 10_000, latitude: 52.51, longitude: 13.41 },
    ],
  });
});

test.each([
  ["", "not-gpx"],
  ["hello", "not-gpx"],
  ["<html></html>", "not-gpx"],
  ["<gpx><trk>", "not-gpx"],
  [`<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>`, "not-gpx"],
  [file(), "no-track"],
  [file(point("1", "1", "2026-05-01T08:00:00Z")), "no-track"],
  [file(point("", "", "2026-05-01T08:00:00Z"), point("x", "1", "2026-05-01T08:00:01Z")), "no-track"],
  ["x".repeat(30_000_001), "too-large"],
])("S3 what is no recorded track is refused with what it lacks (%#)", (text, code) => {
  expect(readGpx(text)).toMatchObject({ ok: false, failure: { code } });
});
