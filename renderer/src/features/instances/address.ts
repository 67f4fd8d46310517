export { readAddress, type ReadAddress } from '../../../../shared/contract/address.ts';

/** Labels that say "a registry" and not which one. */
const COMMON_LABELS = new Set([
  'harbor',
  'registry',
  'reg',
  'hub',
  'docker',
  'images',
  'cr',
  'www',
]);

/**
 * A short name for the instance at this host: the first label that is not merely "harbor" or
 * "registry". Numbered where an instance of that name exists.
 */
export function proposeName(host: string, taken: readonly string[]): string {
  const name = nameOfHost(host);
  if (name === '') return '';
  const used = new Set(taken.map((other) => other.toLowerCase()));
  if (!used.has(name.toLowerCase())) return name;
  let number = 2;
  while (used.has(`${name} ${number}`.toLowerCase())) number += 1;
  return `${name} ${number}`;
}

function nameOfHost(host: string): string {
  const isIp = /^\[|^\d+(?:\.\d+){3}(?::\d+)?$/.test(host);
  if (isIp) return host;
  const [hostname = '', port] = host.split(':');
  const labels = hostname.split('.');
  // A name without dots (localhost, a container) is told from its neighbours by the port.
  if (labels.length === 1) return port === undefined ? hostname : host;
  const telling = labels.find((label) => !COMMON_LABELS.has(label.toLowerCase()));
  return (telling ?? hostname).slice(0, 100);
}
