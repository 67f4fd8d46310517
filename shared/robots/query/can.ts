/** What `can:` and `may:` ask for. `*` stands for any resource or any action. */
export interface CanQuestion {
  readonly resource: string;
  readonly action: string;
  /**
   * Null where the place does not matter, '/' for the system, '*' for "through all projects", '?'
   * for some project, or a project, in which the robot may do it by name or through all projects.
   */
  readonly namespace: string | null;
  /** The same in its shortest spelling, for example `repository:push@library`. */
  readonly text: string;
}

const SHAPE = /^([^:@\s]+)(?::([^@\s]+))?(?:@(.+))?$/;

/** Reads the value of `can:` or `may:`; null if it is none. A resource alone means any action on it. */
export function parseCan(value: string): CanQuestion | null {
  const found = SHAPE.exec(value);
  if (found === null) return null;
  const resource = (found[1] ?? '').toLowerCase();
  const action = (found[2] ?? '*').toLowerCase();
  const namespace = found[3] ?? null;
  const place = namespace === null ? '' : `@${namespace}`;
  return { resource, action, namespace, text: `${resource}:${action}${place}` };
}
