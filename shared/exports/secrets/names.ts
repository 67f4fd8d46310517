import type { RobotCredential } from './credential.ts';

/** Longest name of most things in Kubernetes (RFC 1123 label). */
const LONGEST = 63;

/** A text as part of a name in Kubernetes: lower-case letters, digits and dashes. */
const namePart = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** A robot's name without its prefix, as far as that ends in `$`: `robot$team+ci` is `team+ci`. */
const withoutPrefix = (name: string): string => name.replace(/^[^$]*\$/, '') || name;

/**
 * What a Secret or a credential of this robot is called where nobody says. One that is cut off ends
 * with the robot's number, because long names often begin alike.
 */
export function defaultName({ instance, name, id }: RobotCredential): string {
  const whole = namePart(`harbor-${instance}-${withoutPrefix(name)}`);
  const end = whole.length > LONGEST && id !== null ? `-${String(id)}` : '';
  return `${whole.slice(0, LONGEST - end.length).replace(/-+$/, '')}${end}`;
}
