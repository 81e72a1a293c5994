import { join } from "node:path";
import { registrationOf } from "../appservice.ts";
import type { HomeserverDescription } from "../description.ts";
import { federationSettings } from "./federation-settings.ts";
import { limitSettings } from "./limit-settings.ts";
import { listeners } from "./listeners.ts";
import { logSettings } from "./log-settings.ts";

/** `path` is absolute. All of them may hold secrets: write them for the owner alone. */
export type ConfigFile = { readonly path: string; readonly text: string };

/** Where things are inside `HomeserverDescription.folder`; ours and Synapse's alike. */
export const layout = (folder: string) => ({
  configuration: join(folder, "homeserver.yaml"),
  database: join(folder, "homeserver.db"),
  log: join(folder, "homeserver.log"),
  logConfiguration: join(folder, "log.yaml"),
  signingKey: join(folder, "signing.key"),
  media: join(folder, "media"),
});

/** Every file Synapse reads, besides the signing key that it makes itself. YAML by way of JSON, which is a subset. */
export const synapseFiles = (description: HomeserverDescription): readonly ConfigFile[] => {
  const paths = layout(description.folder);
  const appservices = description.appservices.map((appservice) => ({
    path: join(description.folder, `appservice-${appservice.id}.yaml`),
    text: yaml(registrationOf(appservice, description.serverName)),
  }));
  return [
    { path: paths.configuration, text: yaml(synapseSettings(description, appservices)) },
    { path: paths.logConfiguration, text: yaml(logSettings(paths.log, description.forTests)) },
    ...appservices,
  ];
};

/**
 * `homeserver.yaml` as a value. Synapse accepts unknown keys without a word, so each key here is read back by its
 * effect in the contract tests.
 */
const synapseSettings = (
  description: HomeserverDescription,
  appservices: readonly ConfigFile[],
): Record<string, unknown> => {
  const paths = layout(description.folder);
  const { delayedEvents, forTests, secrets } = description;
  return {
    server_name: description.serverName,
    public_baseurl: description.publicUrl,
    report_stats: false,
    pid_file: join(description.folder, "homeserver.pid"),
    signing_key_path: paths.signingKey,
    log_config: paths.logConfiguration,
    media_store_path: paths.media,
    max_upload_size: `${description.maxUploadMegabytes}M`,
    database: { name: "sqlite3", args: { database: paths.database } },
    listeners: listeners(description),
    registration_shared_secret: secrets.registrationSharedSecret,
    macaroon_secret_key: secrets.macaroonSecretKey,
    form_secret: secrets.formSecret,
    enable_registration: false,
    url_preview_enabled: false,
    app_service_config_files: appservices.map((file) => file.path),
    room_list_publication_rules: description.publishers.map((user) => ({ user_id: user, action: "allow" })),
    // Rooms may ask for retention; without `default_policy`, which would hide old events of rooms that never asked, and without limits, so that 14 and 90 days hold as asked. What is too
    // old is hidden at once and deleted by a job, whose first run is this long after a start: Synapse's own day would never come on a server that starts anew each night.
    retention: { enabled: true, purge_jobs: [{ interval: "6h" }] },
    ...(delayedEvents && { max_event_delay_duration: `${delayedEvents.maxDelayDays}d` }),
    experimental_features: {
      msc4143_enabled: true,
      ...(delayedEvents && { msc4140_max_delayed_events_per_user: delayedEvents.perUser }),
    },
    ...(forTests && { bcrypt_rounds: 4, caches: { sync_response_cache_duration: "0s" } }),
    ...federationSettings(description),
    ...limitSettings(description.limits),
  };
};

const yaml = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
