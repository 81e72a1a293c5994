import type { HomeserverDescription } from "../description.ts";

/**
 * Who this server talks to. No notary is ever asked, so nothing leaves the machine that `peers` does not name. Peers
 * on loopback need the block list of private addresses lifted.
 */
export const federationSettings = ({ federation, forTests }: HomeserverDescription): Record<string, unknown> => ({
  federation_domain_whitelist: federation.peers,
  trusted_key_servers: [],
  suppress_key_server_warning: true,
  allow_public_rooms_over_federation: true,
  ...(federation.tls && {
    tls_certificate_path: federation.tls.certificatePath,
    tls_private_key_path: federation.tls.keyPath,
    federation_custom_ca_list: [federation.tls.authorityPath],
    ip_range_blacklist: [],
  }),
  // Without this, one contact with a peer that is just restarting blocks it for ten minutes, over restarts too.
  ...(forTests && { federation: { destination_min_retry_interval: "1s", destination_max_retry_interval: "5s" } }),
});
