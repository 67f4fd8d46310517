import type { Operation } from '../../../../shared/contract/operations.ts';
import type { KindPair } from '../../../../shared/permissions/upgrade.ts';

/** Permissions at all places of a kind that a robot has: '' is each project it holds. */
function entriesOf(pairs: readonly KindPair[]) {
  const accessOf = (kind: KindPair['kind']) =>
    pairs
      .filter((one) => one.kind === kind)
      .map(({ pair }) => {
        const [resource = '', action = ''] = pair.split(/:(.*)/s);
        return { resource, action, effect: '' };
      });
  return [
    { kind: 'system', namespace: '/', access: accessOf('system') },
    { kind: 'project', namespace: '', access: accessOf('project') },
  ].filter(({ access }) => access.length > 0);
}

/** Gives robots permissions: in the system, or in every project that they hold something in. */
export const giving = (...pairs: readonly KindPair[]): Operation => ({
  kind: 'permissions',
  add: entriesOf(pairs),
  remove: [],
});

/** Takes permissions from robots, wherever they hold them. */
export const taking = (...pairs: readonly KindPair[]): Operation => ({
  kind: 'permissions',
  add: [],
  remove: entriesOf(pairs),
});
