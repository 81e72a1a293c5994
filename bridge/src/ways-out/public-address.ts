import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";
import type { LookupFunction } from "node:net";

/** Everything that is not the public internet (IANA special-purpose address registries, RFC 6890). */
const SPECIAL: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 96, "ipv6"],
  ["64:ff9b::", 96, "ipv6"],
  ["64:ff9b:1::", 48, "ipv6"],
  ["100::", 64, "ipv6"],
  ["2001::", 23, "ipv6"],
  ["2001:db8::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["fec0::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];
const special = new BlockList();
for (const [net, prefix, family] of SPECIAL) special.addSubnet(net, prefix, family);

/** True for an address of the public internet; IPv4 in IPv6 clothes is looked at as what it is. */
const isPublic = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !special.check(address, family === 6 ? "ipv6" : "ipv4");
};

/**
 * Whether the bridge may be sent to this address by somebody who is not its operator: `https`, no user name in it, and no host that is an address or a name of a
 * private network. A name that only resolves to such an address is refused by `publicLookup`, at the connection.
 */
export const isPublicUrl = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "") return false;
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) !== 0) return isPublic(host);
  return host.includes(".") && !/\.(localhost|local|internal|lan|home|arpa)$/i.test(host);
};

export const notPublic = (): Error => Object.assign(new Error("no public address"), { code: "EPRIVATE" });

/** Name resolution that knows public addresses only; what resolves to nothing else fails with `EPRIVATE`. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    const allowed = addresses.filter(({ address }) => isPublic(address));
    const [first] = allowed;
    if (first === undefined) return done(notPublic(), []);
    return options.all === true ? done(null, allowed) : done(null, first.address, first.family);
  });
};
