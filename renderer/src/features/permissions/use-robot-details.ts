import type { Ref } from 'vue';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import { call, onEvent } from '../../api/index.ts';
import { useEach } from './use-each.ts';
import type { Each } from './use-each.ts';

/** Some robots, whole, read again when the inventory changes; those that are gone are left out. */
export function useRobotDetails(keys: Ref<readonly number[]>): Pick<
  Each<number, RobotDetail>,
  'error'
> & {
  readonly details: Each<number, RobotDetail>['answers'];
} {
  const { answers: details, error, load } = useEach(keys, (key) => call('robots.detail', { key }));
  onEvent('inventory.changed', ({ ids }) => {
    if ([...details.value.values()].some(({ instanceId }) => ids.includes(instanceId))) void load();
  });
  return { details, error };
}
