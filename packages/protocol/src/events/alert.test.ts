import { expect, test } from "vitest";
import { alertEvent } from "./alert.ts";
import { decode } from "./decode.ts";

const alert = (change: object) =>
  decode("alert", { msgtype: "m.text", body: "x", [alertEvent.type]: { ...alertEvent.sample, ...change } });

test("S7 an alert speaks the words of CAP, and no others", () => {
  expect(alert({}).is).toBe("valid");
  expect(alert({ status: "Real" })).toEqual({ is: "malformed", path: "status" });
  expect(alert({ msgType: "alert" })).toEqual({ is: "malformed", path: "msgType" });
  expect(alert({ scope: "Public" })).toEqual({ is: "malformed", path: "scope" });
});

test.each(["a b", "a,b", "a<b", "a&b", ""])(
  "S7 an identifier is one that CAP's references can carry: %j",
  (identifier) => {
    expect(alert({ identifier })).toEqual({ is: "malformed", path: "identifier" });
  },
);

test("S6 an answer to an alert needs no information of its own", () => {
  const { info: _info, ...bare } = alertEvent.sample;
  const reference = { sender: bare.sender, identifier: bare.identifier, sent: bare.sent };
  const ack = { ...bare, msgType: "Ack", references: [reference] };
  expect(decode("alert", { [alertEvent.type]: ack }).is).toBe("valid");
});

test("S6 a circle is latitude, longitude and kilometres", () => {
  const at = (circle: string) => alert({ info: { ...alertEvent.sample.info, area: { areaDesc: "here", circle } } });
  expect(at("48.1,11.5 0").is).toBe("valid");
  for (const circle of ["48.1 11.5 1", "NaN,11 1", "48.1,11.5", "48,1,11,5 1"])
    expect(at(circle)).toEqual({ is: "malformed", path: "info.area.circle" });
});
