import type { RobotCredential } from './credential.ts';

/** Longest name of most things in Kubernetes (RFC 1123 label). */
const LONGEST = 63;

/** A text as a name in Kubernetes: lower-case letters, digits and dashes. */
export const kubernetesName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '') || 'robot';

/** A robot's name without its prefix, as far as that ends in `$`: `robot$team+ci` is `team+ci`. */
const withoutPrefix = (name: string): string => name.replace(/^[^$]*\$/, '') || name;

/** What a Secret or a credential of this robot is called where nobody says. */
export const defaultName = ({ instance, name }: RobotCredential): string =>
  kubernetesName(`harbor-${instance}-${withoutPrefix(name)}`);
