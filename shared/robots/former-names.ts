import type { Robot } from './robot.ts';

/**
 * Whether a name may be that of a robot before the prefix of its Harbor was changed.
 * @param prefix of its Harbor now
 */
export function isFormerName(name: string, robot: Robot, prefix: string): boolean {
  if (!robot.name.startsWith(prefix) || name.startsWith(prefix)) return false;
  const stored = robot.name.slice(prefix.length);
  if (stored === '' || !name.endsWith(stored)) return false;
  // A plus before it would make it the robot of a project.
  return !name.slice(0, -stored.length).includes('+');
}

/** Names that a robot of this full name may have been given, whatever the prefix. */
export function givenNamesIn(name: string): string[] {
  const short = name.slice(name.lastIndexOf('+') + 1);
  const names = [short];
  for (const { index } of short.matchAll(/[^a-z0-9]/g)) {
    if (names.length < 20) names.push(short.slice(index + 1));
  }
  return [...new Set(names)].filter((one) => one !== '');
}
