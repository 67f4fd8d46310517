import type { Operation } from '../../../../shared/contract/operations.ts';
import type { PairKind } from '../../../../shared/permissions/pairs.ts';

/** One permission at all places of a kind that a robot has: '' is each project it holds. */
const entriesOf = (kind: PairKind, pair: string) => {
  const [resource = '', action = ''] = pair.split(/:(.*)/s);
  const access = [{ resource, action, effect: '' }];
  return [
    kind === 'system'
      ? { kind: 'system', namespace: '/', access }
      : { kind: 'project', namespace: '', access },
  ];
};

/** Gives robots a permission: in the system, or in every project that they hold something in. */
export const giving = (kind: PairKind, pair: string): Operation => ({
  kind: 'permissions',
  add: entriesOf(kind, pair),
  remove: [],
});

/** Takes a permission from robots, wherever they hold it. */
export const taking = (kind: PairKind, pair: string): Operation => ({
  kind: 'permissions',
  add: [],
  remove: entriesOf(kind, pair),
});
