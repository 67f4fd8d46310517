import { jsonText } from '../docker-auths.ts';
import { listRow } from '../list-row.ts';
import type { SecretFormat } from '../secret-format.ts';

/** A list of robots with their secrets. */
export const listJson: SecretFormat = {
  id: 'list-json',
  title: 'JSON list',
  group: 'Lists and others',
  words: 'json script jq list',
  purpose: 'Many robots in one file, for scripts.',
  reader: 'jq and whatever reads JSON.',
  use: ["jq -r '.[0].secret' FILE"],
  beware: ['Every secret is in plain in one file: encrypt it, or delete it soon.'],
  robots: 'many',
  holdsSecret: true,
  fileName: 'harbor-robots.json',
  options: [],
  write: ({ robots }) => jsonText(robots.map(listRow)),
};
