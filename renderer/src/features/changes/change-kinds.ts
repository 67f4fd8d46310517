import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import type { Operation } from '../../../../shared/contract/operations.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';
import { legacyWorks } from '../robots/legacy-works.ts';

/** What can be asked for on robots; some of it needs a question first. */
export const CHANGE_KINDS = [
  'renew',
  'refresh',
  'permissions',
  'enable',
  'disable',
  'describe',
  'clone',
  'prepare',
  'prepared',
  'twin',
  'drop-stale',
  'limit',
  'recreate',
  'replace',
  'delete',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How a change is offered. */
export interface ChangeOffer {
  readonly label: string;
  readonly icon: string;
  /** Further words people may type for it in the palette. */
  readonly words: string;
}

export const CHANGE_OFFERS: Readonly<Record<ChangeKind, ChangeOffer>> = {
  renew: { label: 'Renew', icon: 'i-lucide-calendar-plus', words: 'expiry extend duration' },
  refresh: {
    label: 'Refresh secret',
    icon: 'i-lucide-key-round',
    words: 'rotate new password credential',
  },
  permissions: {
    label: 'Change permissions',
    icon: 'i-lucide-shield-check',
    words: 'edit rights access matrix',
  },
  prepare: {
    label: 'Prepare a new secret',
    icon: 'i-lucide-hourglass',
    words: 'rotate later without outage switch activate own',
  },
  prepared: {
    label: 'Prepared secrets',
    icon: 'i-lucide-send',
    words: 'activate send switch discard export rotate',
  },
  twin: {
    label: 'Rotate with a twin',
    icon: 'i-lucide-users-round',
    words: 'second robot without outage switch new secret',
  },
  clone: { label: 'Clone', icon: 'i-lucide-copy', words: 'copy duplicate project instance' },
  recreate: {
    label: 'Recreate',
    icon: 'i-lucide-rotate-ccw',
    words: 'delete and make again repair effects',
  },
  replace: {
    label: 'Replace',
    icon: 'i-lucide-replace',
    words: 'legacy old new robot instead',
  },
  enable: { label: 'Enable', icon: 'i-lucide-circle-play', words: 'switch on activate' },
  disable: { label: 'Disable', icon: 'i-lucide-circle-pause', words: 'switch off deactivate' },
  describe: { label: 'Edit description', icon: 'i-lucide-pencil', words: 'change text' },
  'drop-stale': {
    label: 'Drop stale permissions',
    icon: 'i-lucide-shield-minus',
    words: 'repair no longer accepted',
  },
  limit: {
    label: 'Limit to projects',
    icon: 'i-lucide-shrink',
    words: 'narrow replace all projects star by named ones least privilege',
  },
  delete: { label: 'Delete', icon: 'i-lucide-trash-2', words: 'remove' },
};

/** An edit that changes nothing, to be filled in. */
const NO_EDIT = {
  kind: 'edit',
  description: null,
  permissions: null,
  until: null,
  dropStale: false,
} as const satisfies Operation;

/** A change of the fields of a robot. */
export const editOperation = (
  change: Partial<Omit<Extract<Operation, { kind: 'edit' }>, 'kind'>>,
): Operation => ({ ...NO_EDIT, ...change });

/** Changes that are made to one robot at a time. */
export const ONE_BY_ONE: readonly ChangeKind[] = ['replace', 'twin'];

/** The operation of a change that needs no question, or null where one has to be asked. */
export function operationOf(kind: ChangeKind): Operation | null {
  switch (kind) {
    case 'enable':
    case 'disable':
    case 'delete':
      return { kind };
    case 'drop-stale':
      return editOperation({ dropStale: true });
    default:
      return null;
  }
}

/**
 * Changes that a legacy robot can be asked to. Its secret is never refreshed: that would make a
 * robot of it that cannot be deleted.
 */
export const LEGACY_KINDS: readonly ChangeKind[] = [
  'replace',
  'delete',
  'enable',
  'disable',
  'describe',
];

/** Changes that make sense for a robot of a Harbor of this version, the likely ones first. */
export function changesFor(
  robot: Pick<RobotDetail, 'state' | 'flags' | 'disabled' | 'expiresAt'>,
  harborVersion: string,
): ChangeKind[] {
  if (robot.state === 'gone') return [];
  const toggle = robot.disabled ? 'enable' : 'disable';
  if (robot.state === 'legacy') {
    const isSo = robot.disabled ? 'disable' : 'enable';
    return legacyWorks(harborVersion)
      ? LEGACY_KINDS.filter((kind) => kind !== isSo)
      : ['replace', 'delete'];
  }
  const repair: ChangeKind[] = robot.flags.includes('stale-permissions') ? ['drop-stale'] : [];
  const isForever = robot.expiresAt === NEVER_EXPIRES;
  const likely: ChangeKind[] = ['refresh', 'permissions', 'describe'];
  const others: ChangeKind[] = [toggle, 'clone', 'prepare', 'twin', 'recreate', 'delete'];
  return isForever
    ? [...repair, ...likely, 'renew', ...others]
    : [...repair, 'renew', ...likely, ...others];
}
