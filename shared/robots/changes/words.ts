import type { Operation } from '../../contract/operations.ts';
import type { PlannedChange } from '../../contract/plans.ts';
import type { SecretChoice } from '../../contract/secrets.ts';
import { describePermissions } from '../../permissions/describe.ts';
import { normalForm, pairOf } from '../../permissions/sets.ts';
import type { ComparedField } from './differences.ts';
import { differences } from './differences.ts';
import { momentText } from './moment-text.ts';
import { counted } from '../counted.ts';
import { NEVER_EXPIRES, type PermissionEntry, type Robot } from '../robot.ts';

const durationText = (days: number): string =>
  days === NEVER_EXPIRES ? 'no end' : `${counted(days, 'day')} from creation`;

/** The value of a field in words, for tables. */
export function valueText(field: ComparedField, robot: Robot): string {
  switch (field) {
    case 'name':
    case 'description':
      return robot[field];
    case 'disabled':
      return robot.disabled ? 'disabled' : 'enabled';
    case 'duration':
      return durationText(robot.duration);
    case 'expiresAt':
      return momentText(robot.expiresAt);
    case 'permissions':
      return describePermissions(robot.permissions);
  }
}

/** What people call a field. */
export const FIELD_NAMES: Readonly<Record<ComparedField, string>> = {
  name: 'name',
  description: 'description',
  disabled: 'state',
  duration: 'duration',
  expiresAt: 'expires',
  permissions: 'permissions',
};

const pairsAt = (entries: readonly PermissionEntry[]): Set<string> =>
  new Set(
    normalForm(entries).flatMap(({ kind, namespace, access }) => {
      const place =
        kind === 'system' ? 'the system' : namespace === '*' ? 'all projects' : namespace;
      return access.map(
        (one) => `${pairOf(one)}${one.effect === '' ? '' : ` (${one.effect})`} on ${place}`,
      );
    }),
  );

const missingIn = (from: ReadonlySet<string>, others: ReadonlySet<string>): string =>
  [...from].filter((pair) => !others.has(pair)).join(', ');

function permissionChanges(before: Robot, after: Robot): PlannedChange[] {
  const had = pairsAt(before.permissions);
  const has = pairsAt(after.permissions);
  const removed = missingIn(had, has);
  const added = missingIn(has, had);
  return [
    ...(removed === '' ? [] : [{ field: 'permissions removed', from: removed, to: '' }]),
    ...(added === '' ? [] : [{ field: 'permissions added', from: '', to: added }]),
    {
      field: FIELD_NAMES.permissions,
      from: valueText('permissions', before),
      to: valueText('permissions', after),
    },
  ];
}

/** How a secret becomes another one, by where that comes from; never the secret itself. */
export const SECRET_CHANGES: Readonly<Record<SecretChoice['kind'], PlannedChange>> = {
  generate: { field: 'secret', from: 'the old one', to: 'a new one' },
  one: { field: 'secret', from: 'the old one', to: 'a new one, the same for all' },
  own: { field: 'secret', from: 'the old one', to: 'your own' },
  kept: { field: 'secret', from: 'the old one', to: 'the one that is kept' },
  prepared: { field: 'secret', from: 'the one it has', to: 'the one that was prepared' },
};

/** All that is chosen about a new robot, what matters most first. */
export const valuesOf = (robot: Robot): PlannedChange[] =>
  (['permissions', 'expiresAt', 'description', 'disabled'] as const)
    .map((field) => ({ field: FIELD_NAMES[field], from: '', to: valueText(field, robot) }))
    .filter(({ to }) => to !== '');

/** What becomes of a robot, field by field. */
export function changesBetween(before: Robot, after: Robot): PlannedChange[] {
  return differences(before, after).flatMap((field) =>
    field === 'permissions'
      ? permissionChanges(before, after)
      : [
          {
            field: FIELD_NAMES[field],
            from: valueText(field, before),
            to: valueText(field, after),
          },
        ],
  );
}

const VERBS: Readonly<Record<Operation['kind'], string>> = {
  enable: 'Enable',
  disable: 'Disable',
  renew: 'Renew',
  schedule: 'Renew',
  narrow: 'Limit',
  refresh: 'Refresh',
  recreate: 'Recreate',
  create: 'Create',
  edit: 'Edit',
  permissions: 'Change permissions of',
  delete: 'Delete',
  define: 'Apply definitions to',
};

const verbOf = (operation: Operation): string => {
  if (operation.kind !== 'create') return VERBS[operation.kind];
  return { new: 'Create', clone: 'Clone', legacy: 'Replace', twin: 'Add twin' }[operation.source];
};

/** "Renew 4 robots on prod". */
export function titleOf(
  operation: Operation,
  robots: readonly string[],
  instances: readonly string[],
): string {
  const [name = ''] = robots;
  const what = robots.length === 1 ? name : counted(robots.length, 'robot');
  const [instance = ''] = instances;
  const where = instances.length === 1 ? instance : `${String(instances.length)} instances`;
  return `${verbOf(operation)} ${what} on ${where}`;
}
