import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { RobotQuery } from '../../../../shared/contract/robots.ts';
import { addressOf, placeOf, queryOf, sortText } from './address.ts';
import type { RobotsPlace } from './address.ts';

/** The robots page as its address has it; every change is a change of the address. */
export interface RobotsPlaceState {
  readonly place: ComputedRef<RobotsPlace>;
  /** What is asked of the inventory; the same object as long as it asks the same. */
  readonly query: ComputedRef<RobotQuery>;
  /** Goes to a changed place, as a step that the back button undoes. */
  readonly go: (change: Partial<RobotsPlace>) => void;
  /** The same without a step of its own, for typing and for moving through rows. */
  readonly replace: (change: Partial<RobotsPlace>) => void;
}

export function useRobotsPlace(): RobotsPlaceState {
  const route = useRoute();
  const router = useRouter();
  // While the page is left, the route is already another's: its address is not for this page.
  const place = computed<RobotsPlace>((before) =>
    route.name === 'robots' || before === undefined ? placeOf(route.query) : before,
  );
  const query = computed<RobotQuery>((before) => {
    const { query: text, scope, sort } = place.value;
    const isSame =
      before !== undefined &&
      before.query === text &&
      before.scope.join() === scope.join() &&
      sortText(before.sort) === sortText(sort);
    return isSame ? before : queryOf(place.value);
  });
  const changed = (change: Partial<RobotsPlace>) => ({
    name: 'robots',
    query: addressOf({ ...place.value, ...change }),
  });
  return {
    place,
    query,
    go: (change) => void router.push(changed(change)),
    replace: (change) => void router.replace(changed(change)),
  };
}
