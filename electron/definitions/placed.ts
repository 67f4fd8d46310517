import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { DefinedRobot, Definitions } from '../../shared/exports/definitions/defined-robot.ts';
import { joinName } from '../../shared/robots/names.ts';
import { addressOf } from '../robots/plan/open-plan.ts';

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

/**
 * Robots of a file by the instance here that they are for. Two instances of the file can be one
 * Harbor here: what both define counts once, and is said.
 */
export function robotsByPlace(
  robots: readonly DefinedRobot[],
  places: ReadonlyMap<string, string | null>,
): { readonly byInstance: ReadonlyMap<string, DefinedRobot[]>; readonly leftOut: string[] } {
  const byInstance = new Map<string, Map<string, DefinedRobot>>();
  const leftOut: string[] = [];
  for (const robot of robots) {
    const id = places.get(robot.instance) ?? null;
    if (id === null) continue;
    const there = byInstance.get(id) ?? new Map<string, DefinedRobot>();
    byInstance.set(id, there);
    const key = JSON.stringify([robot.project, robot.name]);
    const before = there.get(key);
    if (before === undefined) there.set(key, robot);
    else {
      leftOut.push(
        `Line ${String(robot.line)}: ${joinName('', robot.project, robot.name)} on ${robot.instance} is the same robot as on ${before.instance} in line ${String(before.line)}, because both are one instance here. Only line ${String(before.line)} counts.`,
      );
    }
  }
  return {
    byInstance: new Map([...byInstance].map(([id, there]) => [id, [...there.values()]])),
    leftOut,
  };
}
