import { randomUUID } from 'node:crypto';
import type { Store } from '../../../shared/inventory/store.ts';
import type { RuleId } from '../../../shared/permissions/lint/rule-ids.ts';
import { NOW, PROD } from './fleet.ts';

export const keyOf = (store: Store, id: number, instanceId = PROD): number =>
  store.robotById(instanceId, id)?.key ?? 0;

/** Somebody accepts what a rule finds about a robot of PROD until then. */
export const exceptionOf = (store: Store, robotId: number, rule: RuleId, endsAt: number) => ({
  id: randomUUID(),
  instanceId: PROD,
  robotId,
  robotName: `robot$r${robotId}`,
  key: keyOf(store, robotId) || null,
  rule,
  reason: 'Sealed in the safe',
  by: 'Kim',
  madeAt: NOW,
  endsAt,
});
