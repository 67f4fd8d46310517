import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';

/** All that is known of a robot where it is the only one; null until then, and for several. */
export function useOneRobot(keys: readonly number[]): ShallowRef<RobotDetail | null> {
  const robot = shallowRef<RobotDetail | null>(null);
  const [key] = keys;
  if (keys.length === 1 && key !== undefined) {
    // Without it the dialog says less; the plan reads the robot afresh anyway.
    call('robots.detail', { key }).then(
      (found) => (robot.value = found),
      () => undefined,
    );
  }
  return robot;
}
