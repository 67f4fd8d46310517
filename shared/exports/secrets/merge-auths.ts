import { CannotExport } from './cannot-export.ts';
import { jsonText } from './docker-auths.ts';
import { isObject, type Json, jsonThere } from './json-there.ts';
import type { Merged } from './secret-format.ts';

/** The file's own indentation, as far as the second line tells. */
const indentOf = (text: string): string => /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '';

/** Which program keeps logins for this registry instead of the file. */
function storesFor(config: Json, hosts: readonly string[]): string[] {
  const { credsStore, credHelpers } = config;
  const helped = isObject(credHelpers) ? hosts.filter((host) => host in credHelpers) : [];
  return [
    ...(typeof credsStore === 'string' && credsStore !== ''
      ? [
          `This file hands logins to the credential store “${credsStore}”. Docker may ask that first: a login command is safer.`,
        ]
      : []),
    ...helped.map(
      (host) =>
        `This file has a credential helper for ${host}, which docker asks instead of the login here.`,
    ),
  ];
}

/**
 * Puts logins into a file of docker's or podman's that is there: other registries, and everything
 * beside the logins, stay as they are. Throws CannotExport where it is not such a file.
 */
export function mergeAuths(before: string, text: string): Merged {
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
  return {
    text: indent === '' ? jsonText(merged) : `${JSON.stringify(merged, null, indent)}\n`,
    changes,
    beware: storesFor(config, hosts),
  };
}
