import type { RobotDefinition, Until } from '../../contract/operations.ts';
import { copyOf, shortNameOf } from '../../robots/changes/definition.ts';
import type { RobotEdit } from '../../robots/changes/edit.ts';
import { mergePermissions } from '../../robots/changes/merge.ts';
import { durationUntil, SECONDS_PER_DAY } from '../../robots/expiry/index.ts';
import { NEVER_EXPIRES, type PermissionEntry, type Robot } from '../../robots/robot.ts';
import type { DefinedLife, DefinedRobot } from './defined-robot.ts';

/** Harbor adds calendar days; a server in a zone with daylight saving is off by an hour or two. */
const CLOCK_SLACK = 2 * 3_600;

/** The duration that a robot has to have; its own where it lives long enough already. */
function durationOf(life: DefinedLife, robot: Robot): number {
  switch (life.kind) {
    case 'never':
      return NEVER_EXPIRES;
    case 'days':
      return life.days;
    case 'date': {
      const { expiresAt, duration, createdAt } = robot;
      const isThere =
        expiresAt !== NEVER_EXPIRES &&
        expiresAt >= life.at - CLOCK_SLACK &&
        // Harbor counts whole days, so a date is reached, or passed by less than one.
        expiresAt < life.at + SECONDS_PER_DAY;
      return isThere ? duration : durationUntil(createdAt, life.at);
    }
  }
}

const untilOf = (life: DefinedLife): Until =>
  life.kind === 'days' ? { kind: 'days', days: life.days } : life;

/** One right at one place; '' and `allow` are the same. */
const rightsOf = (entries: readonly PermissionEntry[]): Set<string> =>
  new Set(
    entries.flatMap(({ kind, namespace, access }) =>
      access.map(({ resource, action, effect }) =>
        JSON.stringify([kind, namespace, resource, action, effect || 'allow']),
      ),
    ),
  );

const isSameSet = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left.size === right.size && [...left].every((one) => right.has(one));

/** What makes a robot what a file defines; nothing where it is that. Effects keep their spelling. */
export function editTo(robot: Robot, defined: DefinedRobot): RobotEdit {
  const { description, disabled, life, permissions } = defined;
  const duration = durationOf(life, robot);
  const isSame = isSameSet(rightsOf(robot.permissions), rightsOf(permissions));
  return {
    ...(description === null || description === robot.description ? {} : { description }),
    ...(disabled === null || disabled === robot.disabled ? {} : { disabled }),
    ...(duration === robot.duration ? {} : { duration }),
    ...(isSame
      ? {}
      : { permissions: mergePermissions(robot.permissions, permissions, robot.permissions) }),
  };
}

/** A robot of a file as it is to be made. */
export const definitionFor = (defined: DefinedRobot): RobotDefinition => ({
  name: defined.name,
  level: defined.project === '' ? 'system' : 'project',
  description: defined.description ?? '',
  until: untilOf(defined.life),
  disabled: defined.disabled ?? false,
  permissions: copyOf(defined.permissions),
});

/** What is to be done so that a robot is as the file has it. */
export type Comparison<Known> =
  | { readonly kind: 'same'; readonly defined: DefinedRobot; readonly known: Known }
  | {
      readonly kind: 'differs';
      readonly defined: DefinedRobot;
      readonly known: Known;
      readonly edit: RobotEdit;
    }
  | { readonly kind: 'missing'; readonly defined: DefinedRobot }
  /** It is at Harbor, and the file does not name it. */
  | { readonly kind: 'extra'; readonly known: Known };

const keyOf = (project: string, name: string): string => JSON.stringify([project, name]);

/**
 * Compares the robots of a file with those of one instance.
 * @param known all of its robots that are there; legacy ones, which no file can define, are passed over
 * @param prefix of its Harbor
 */
export function compareRobots<Known extends { readonly robot: Robot }>(
  defined: readonly DefinedRobot[],
  known: readonly Known[],
  prefix: string,
): Comparison<Known>[] {
  const here = new Map(
    known
      .filter(({ robot }) => robot.editable)
      .map((one) => [keyOf(one.robot.projectName, shortNameOf(one.robot, prefix)), one]),
  );
  const compared = defined.map((one): Comparison<Known> => {
    const key = keyOf(one.project, one.name);
    const found = here.get(key);
    if (found === undefined) return { kind: 'missing', defined: one };
    here.delete(key);
    const edit = editTo(found.robot, one);
    return Object.keys(edit).length === 0
      ? { kind: 'same', defined: one, known: found }
      : { kind: 'differs', defined: one, known: found, edit };
  });
  const extra = [...here.values()].map((one): Comparison<Known> => ({ kind: 'extra', known: one }));
  return [...compared, ...extra];
}
