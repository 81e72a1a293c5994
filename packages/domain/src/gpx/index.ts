import { failed, ok } from "@paceline/protocol";
import type { Result } from "@paceline/protocol";
import { SaxesParser } from "saxes";
import type { TrackPoint } from "../shares/index.ts";

/** A long ride with a point a second has 40,000 points and 8 MB. */
const MAX_CHARACTERS = 30_000_000;
const MAX_POINTS = 200_000;

/** `too-large`; `not-gpx`: no XML, or none that may be read; `no-track`: fewer than two points that say where and when. */
export type GpxFailure = "too-large" | "not-gpx" | "no-track";

/**
 * The recorded points of a GPX 1.1 file (topografix.com/GPX/1/1: `trkpt` with `lat`, `lon` in degrees and `time`), in rising order of time, of all its tracks. A point without a time, a place or
 * a later time than the one before is passed over. A document type is refused, so nothing is fetched and nothing grows.
 */
export function readGpx(xml: string): Result<readonly TrackPoint[], GpxFailure> {
  if (xml.length > MAX_CHARACTERS) return failed("too-large", "never");
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return failed("not-gpx", "never");
  const points: TrackPoint[] = [];
  let root: string | undefined;
  let here: { readonly latitude: number; readonly longitude: number } | undefined;
  let time: string | undefined;
  let broken = false;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", () => {
    broken = true;
  });
  parser.on("opentag", ({ local, attributes }) => {
    root ??= local;
    if (local === "trkpt")
      here = { latitude: Number(attributes["lat"]?.value), longitude: Number(attributes["lon"]?.value) };
    else if (local === "time" && here !== undefined) time = "";
  });
  parser.on("text", (text) => {
    if (time !== undefined) time += text;
  });
  parser.on("closetag", ({ local }) => {
    if (local !== "trkpt" || here === undefined) return;
    const ts = Date.parse((time ?? "").trim());
    const real = Math.abs(here.latitude) <= 90 && Math.abs(here.longitude) <= 180;
    if (real && ts > (points.at(-1)?.ts ?? -Infinity) && points.length <= MAX_POINTS) points.push({ ts, ...here });
    [here, time] = [undefined, undefined];
  });
  parser.write(xml).close();
  if (broken || root !== "gpx") return failed("not-gpx", "never");
  if (points.length > MAX_POINTS) return failed("too-large", "never");
  return points.length < 2 ? failed("no-track", "never") : ok(points);
}
