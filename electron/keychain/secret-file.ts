import { csvCell } from '../../shared/exports/csv-cell.ts';

/** One robot and its secret, as it is saved to a file. */
export interface SavedSecret {
  readonly instance: string;
  readonly url: string;
  /** The name to sign in with. */
  readonly robot: string;
  readonly secret: string;
  /** When the secret was made, ISO 8601 in UTC. */
  readonly made: string;
}

const COLUMNS = ['instance', 'url', 'robot', 'secret', 'made'] as const;

/** A cell as it is: an apostrophe before a secret would make it another one. */
const exact = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const csvLine = (saved: SavedSecret): string =>
  COLUMNS.map((name) => (name === 'secret' ? exact : csvCell)(saved[name])).join(',');

/** The text of a file with secrets. CSV by RFC 4180. */
export const secretFile: Readonly<
  Record<'json' | 'csv', (secrets: readonly SavedSecret[]) => string>
> = {
  json: (secrets) => `${JSON.stringify(secrets, null, 2)}\n`,
  csv: (secrets) => [COLUMNS.join(','), ...secrets.map(csvLine), ''].join('\r\n'),
};
