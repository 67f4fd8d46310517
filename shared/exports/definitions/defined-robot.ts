import type { PermissionEntry } from '../../robots/robot.ts';

/** Until when a robot is defined to live. `days` counts from its creation, as Harbor does. */
export type DefinedLife =
  | { readonly kind: 'never' }
  /** Epoch seconds on the server's clock. */
  | { readonly kind: 'date'; readonly at: number }
  | { readonly kind: 'days'; readonly days: number };

/** A robot as a file wants it, whatever the format of the file. */
export interface DefinedRobot {
  /** As the file calls its instance; '' where the file says none. */
  readonly instance: string;
  /** '' for a system robot. */
  readonly project: string;
  /** Without prefix and `project+`. */
  readonly name: string;
  /** Null leaves it as it is. */
  readonly description: string | null;
  readonly disabled: boolean | null;
  readonly life: DefinedLife;
  readonly permissions: readonly PermissionEntry[];
  /** Where it stands in the file, from 1. */
  readonly line: number;
}

/** Robots as a file wants them. */
export interface Definitions {
  readonly kind: 'purser' | 'harbor-cli';
  /** Addresses by the names that the robots have their instances by. */
  readonly instances: Readonly<Record<string, string>>;
  readonly robots: readonly DefinedRobot[];
  /** What was read and is not done, as sentences. */
  readonly remarks: readonly string[];
}
