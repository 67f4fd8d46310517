import { brokenAt } from './broken-json.ts';
import { CannotExport } from './cannot-export.ts';
import { jsonText } from './docker-auths.ts';
import type { Merged } from './secret-format.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readObject(text: string): Json {
  const broken = brokenAt(text);
  if (broken !== null) {
    const { line, column } = broken;
    throw new CannotExport(
      `What is there is not JSON from line ${String(line)}, column ${String(column)} on: it is left as it is. Mend it, or choose another file.`,
    );
  }
  const value: unknown = JSON.parse(text);
  if (isObject(value)) return value;
  throw new CannotExport('What is there is not a file of this kind: it is left as it is.');
}

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
  const config = before.trim() === '' ? {} : readObject(before);
  const added = readObject(text)['auths'];
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
