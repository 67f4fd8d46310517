import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { MakingPlace } from '../../../../shared/contract/places.ts';
import { catalogueOf } from '../../../../shared/permissions/catalogue.ts';
import { useInstances } from '../instances/instances-store.ts';
import type { NamedCatalogue } from '../permissions-edit/matrix.ts';
import { usePlaces } from '../create/use-places.ts';

/** What these instances accept, by name; until they are asked, what their version is known to. */
export function useCatalogues(ids: () => readonly string[]): {
  readonly catalogues: ComputedRef<readonly NamedCatalogue[]>;
  readonly places: ReadonlyMap<string, MakingPlace>;
} {
  const store = useInstances();
  const { byId } = usePlaces(ids);
  const catalogues = computed(() =>
    ids().map((id) => {
      const view = store.byId.get(id);
      const place = byId.get(id);
      return {
        name: view?.config.name ?? 'an instance that is gone',
        accepted: place ? place.accepted : catalogueOf(view?.harborVersion ?? ''),
      };
    }),
  );
  return { catalogues, places: byId };
}
