import type { HomeserverDescription } from "../description.ts";

const LOOPBACK = ["127.0.0.1"];

/** One listener for everything that comes through the proxy; a second one with TLS where peers come without. */
export const listeners = ({ clientPort, federation }: HomeserverDescription): readonly unknown[] => [
  {
    port: clientPort,
    bind_addresses: LOOPBACK,
    type: "http",
    tls: false,
    x_forwarded: true,
    // `openid` lets the bridge check who somebody is, also where federation is closed.
    resources: [{ names: ["client", "federation", "openid"], compress: false }],
  },
  ...(federation.tls
    ? [
        {
          port: federation.tls.port,
          bind_addresses: LOOPBACK,
          type: "http",
          tls: true,
          resources: [{ names: ["federation"], compress: false }],
        },
      ]
    : []),
];
