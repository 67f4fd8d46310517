import type { RobotCredential } from './credential.ts';

/** What a list says of each robot, in this order. */
export const LIST_COLUMNS = ['instance', 'url', 'registry', 'robot', 'secret', 'made'] as const;

/** A robot as a list has it; `made` is when its secret was made, ISO 8601 in UTC, '' if unknown. */
export const listRow = ({
  instance,
  url,
  registry,
  name,
  secret,
  madeAt,
}: RobotCredential): Record<(typeof LIST_COLUMNS)[number], string> => ({
  instance,
  url,
  registry,
  robot: name,
  secret,
  made: madeAt === null ? '' : new Date(madeAt * 1_000).toISOString(),
});
