import type { InstanceFacts } from '../../shared/inventory/inventory.ts';
import { parseFacts } from '../sync/facts.ts';

/** Registries by instance: host and port in names of images, of those whose Harbor says them. */
export const registriesIn = (facts: readonly InstanceFacts[]): ReadonlyMap<string, string> =>
  new Map(
    facts.flatMap(({ instanceId, facts: json }) => {
      const { registry } = parseFacts(json);
      return registry === '' ? [] : [[instanceId, registry] as const];
    }),
  );

/** Host and port of what may be an address with scheme and path; '' where it is none. */
export function hostOf(text: string): string {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, '')
    .replace(/[/?#][^]*$/, '')
    .replace(/^[^@]*@/, '')
    .toLowerCase();
  return /^[a-z\d.:[\]-]+$/.test(bare) ? bare : '';
}

const HTTP = /:80$/;
const HTTPS = /:443$/;

/** Whether two hosts are one, with the default port or without it. */
const isSame = (left: string, right: string, port: RegExp): boolean =>
  left.replace(port, '') === right.replace(port, '');

/**
 * The instances at a host: those whose address it is, else those whose registry it is. A copy of a
 * Harbor often still names the registry of the original, and must not be taken for it.
 * @param host host and port, in small letters
 * @param registries by instance
 */
export function instancesAt<T extends { readonly id: string; readonly url: string }>(
  host: string,
  here: readonly T[],
  registries: ReadonlyMap<string, string>,
): readonly T[] {
  const own = here.filter(({ url }) =>
    isSame(hostOf(url), host, /^http:/i.test(url) ? HTTP : HTTPS),
  );
  if (own.length > 0) return own;
  // Names of images mean HTTPS.
  return here.filter(({ id }) => isSame(hostOf(registries.get(id) ?? ''), host, HTTPS));
}
