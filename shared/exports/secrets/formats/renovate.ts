import { jsonText } from '../docker-auths.ts';
import { onePerHost } from '../one-per-host.ts';
import type { SecretFormat } from '../secret-format.ts';

/** Logins for Renovate’s look-ups of images. */
export const renovate: SecretFormat = {
  id: 'renovate',
  title: 'Renovate hostRules',
  group: 'CI',
  words: 'renovate bot dependencies update hostRules matchHost config.js json',
  purpose: 'Lets Renovate look up the tags of private images.',
  reader: 'A Renovate that you run yourself: its own config.json, or RENOVATE_HOST_RULES.',
  use: [
    'Put hostRules into the configuration of the bot.',
    'Or: RENOVATE_HOST_RULES="$(jq -c .hostRules FILE)"',
  ],
  beware: [
    'Never into renovate.json of a repository: the secret would be in Git.',
    'Renovate takes one login for a host.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'renovate-host-rules.json',
  options: [],
  write: ({ robots }) => {
    onePerHost(robots, ({ registry }) => registry, 'rules of Renovate', ['list-json']);
    return jsonText({
      hostRules: robots.map(({ registry, name, secret }) => ({
        hostType: 'docker',
        matchHost: registry,
        username: name,
        password: secret,
      })),
    });
  },
};
