import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { Definitions } from '../../shared/exports/definitions/defined-robot.ts';
import { addressOf } from '../robots/open-plan.ts';

type Here = Pick<InstanceConfig, 'id' | 'name' | 'url'>;

/** An address that a file has; it may be anything. */
const addressIn = (url: string): string => {
  try {
    return addressOf(url);
  } catch {
    return '';
  }
};

/**
 * Which instance here each instance of a file is: by its address, by its name where the file has
 * none, and the only one there is where the file names none at all.
 */
export function placesOf(
  { robots, instances }: Definitions,
  here: readonly Here[],
): Map<string, string | null> {
  const names = new Set([...Object.keys(instances), ...robots.map(({ instance }) => instance)]);
  const placeOf = (name: string): string | null => {
    const url = Object.hasOwn(instances, name) ? (instances[name] ?? '') : '';
    const same = url === '' ? [] : here.filter((one) => addressOf(one.url) === addressIn(url));
    const found = same.find((one) => one.name === name) ?? same[0];
    if (found !== undefined) return found.id;
    if (name === '') return here.length === 1 ? (here[0]?.id ?? null) : null;
    return url === '' ? (here.find((one) => one.name === name)?.id ?? null) : null;
  };
  return new Map([...names].map((name) => [name, placeOf(name)]));
}
