import { withoutStale } from '../../../../shared/robots/changes/edit.ts';
import { pairOf } from '../../../../shared/permissions/sets.ts';
import { dropsStale } from '../../stale.ts';
import { refusal, type Rule, warning } from '../../situation.ts';

/** Harbor ≥ 2.10 refuses a PUT with pairs that its catalogue no longer has, also those held. */
export const stalePermissions: Rule = ({ place, fresh, expected, operation, task }) => {
  if (expected === null) return null;
  const held = new Set(fresh.permissions.flatMap(({ access }) => access.map(pairOf)));
  const isHeld = (pair: string): boolean => held.has(pair);
  const sent = withoutStale(expected.permissions, place.accepted).dropped.filter(isHeld);
  if (sent.length > 0) {
    return refusal(
      'stale-permissions',
      `It holds ${sent.join(', ')}, which Harbor ${place.version} no longer accepts, so it would refuse this change.`,
      'Drop them with this change.',
    );
  }
  const isWanted = operation.kind === 'edit' && operation.dropStale;
  if (!isWanted && !dropsStale({ task })) return null;
  const { dropped } = withoutStale(fresh.permissions, place.accepted);
  if (dropped.length === 0) return null;
  return warning(
    'stale-permissions',
    `It loses ${dropped.join(', ')}, which Harbor ${place.version} no longer accepts. They still work until then.`,
  );
};
