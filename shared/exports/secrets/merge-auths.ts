import { CannotExport } from './cannot-export.ts';
import { jsonText } from './docker-auths.ts';
import { isObject, type Json, jsonThere } from './json-there.ts';
import type { Merged } from './secret-format.ts';

/** The file's own indentation, as far as the second line tells. */
const indentOf = (text: string): string => /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '';

/** Who reads a file of logins. */
export interface AuthsReader {
  /** As a sentence names it. */
  readonly program: string;
  /** It takes every login from `credsStore` where that is set; else it knows `credHelpers` alone. */
  readonly hasStore: boolean;
}

/** Why this reader would not read logins of this registry in the file; null where it would. */
function whyUnread(config: Json, key: string, { program, hasStore }: AuthsReader): string | null {
  const [host = key] = key.split('/');
  const { credHelpers } = config;
  const instead = (what: string): string =>
    `${program} would not read the login here: this file says that ${what}.`;
  if (isObject(credHelpers) && Object.hasOwn(credHelpers, host)) {
    const helper = credHelpers[host];
    // An empty name stands for the file, whatever the store is.
    if (typeof helper !== 'string' || helper === '') return null;
    return instead(`logins of ${host} are kept by the credential helper “${helper}”`);
  }
  const store = hasStore ? config['credsStore'] : undefined;
  if (typeof store !== 'string' || store === '') return null;
  return instead(`logins are kept by the credential store “${store}”`);
}

/**
 * Puts logins into a file of docker's or podman's that is there: other registries, and everything
 * beside the logins, stay as they are. Throws CannotExport where it is not such a file.
 */
export function mergeAuths(before: string, text: string, reader: AuthsReader): Merged {
  const config = before.trim() === '' ? {} : jsonThere(before);
  const added = jsonThere(text)['auths'];
  const present = config['auths'] ?? {};
  if (!isObject(present) || !isObject(added)) {
    throw new CannotExport(
      'The logins in this file are not as docker writes them: it is left as it is.',
    );
  }
  const hosts = Object.keys(added);
  const changes = hosts.map((host) => {
    if (!Object.hasOwn(present, host)) return `${host}: new`;
    const isSame = JSON.stringify(present[host]) === JSON.stringify(added[host]);
    return isSame ? `${host}: already there` : `${host}: the login that is there is replaced`;
  });
  const merged = { ...config, auths: { ...present, ...added } };
  const indent = indentOf(before);
  const unread = hosts.flatMap((host) => whyUnread(config, host, reader) ?? []);
  return {
    text: indent === '' ? jsonText(merged) : `${JSON.stringify(merged, null, indent)}\n`,
    changes,
    beware: [...new Set(unread)],
    isIgnored: unread.length > 0,
  };
}
