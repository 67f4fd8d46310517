import type { PermissionEntry } from '../../robots/robot.ts';

/**
 * A change of many robots that takes a finding away. `change` is one that every robot offers;
 * `permissions` gives or takes the same pairs, where a namespace '' stands for each project in
 * which a robot holds something; `keep-one` asks which of robots with equal rights stays, and
 * disables others.
 */
export type Repair =
  | { readonly kind: 'keep-one' }
  | {
      readonly kind: 'change';
      readonly change:
        'renew' | 'refresh' | 'permissions' | 'limit' | 'drop-stale' | 'disable' | 'delete';
    }
  | {
      readonly kind: 'permissions';
      readonly label: string;
      readonly add: readonly PermissionEntry[];
      readonly remove: readonly PermissionEntry[];
      /** Each robot loses those of its own denies that do nothing. */
      readonly dropDeadDenies?: true;
    };

const entryOf = (kind: 'system' | 'project', pairs: readonly string[]): PermissionEntry => ({
  kind,
  namespace: kind === 'system' ? '/' : '',
  access: pairs.map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect: '' };
  }),
});

/** Pairs by the kind of place in which they matter. */
export interface Pairs {
  readonly system: readonly string[];
  readonly project: readonly string[];
}

const entriesOf = ({ system, project }: Pairs): PermissionEntry[] => [
  ...(system.length > 0 ? [entryOf('system', system)] : []),
  ...(project.length > 0 ? [entryOf('project', project)] : []),
];

/** Takes pairs away wherever they are held. */
export const takeAway = (label: string, pairs: Pairs): Repair => ({
  kind: 'permissions',
  label,
  add: [],
  remove: entriesOf(pairs),
});

/** Gives pairs wherever something is held. */
export const give = (label: string, pairs: Pairs): Repair => ({
  kind: 'permissions',
  label,
  add: entriesOf(pairs),
  remove: [],
});
