import { computed, inject, nextTick, provide, ref, shallowReactive } from 'vue';
import type { ComputedRef, InjectionKey } from 'vue';
import { catalogueOf } from '../../../../shared/permissions/catalogue.ts';
import { useNow } from '../../ui/use-now.ts';
import { useInstances } from '../instances/instances-store.ts';
import type { NamedCatalogue } from '../permissions-edit/matrix.ts';
import type { CreateForm } from './create-form.ts';
import { problemsOf } from './form-problems.ts';
import type { Field, Problems } from './form-problems.ts';
import { usePlaces } from './use-places.ts';
import type { Places } from './use-places.ts';
import type { KnownProjects } from './wishes.ts';

/** What the parts of the create page share. */
export interface CreateContext {
  /** Its values are replaced, never changed in place. */
  readonly form: CreateForm;
  readonly places: Places;
  readonly known: KnownProjects;
  /** Of the chosen instances; of all there are while none is chosen. */
  readonly catalogues: ComputedRef<readonly NamedCatalogue[]>;
  readonly nameOf: (instanceId: string) => string;
  readonly problems: ComputedRef<Problems>;
  /** The sentence under a field: once it was left, or once all were asked for. */
  readonly errorAt: (field: Field) => string | false;
  readonly touch: (field: Field) => void;
  readonly touchAll: () => void;
  readonly focusOn: (field: Field) => Promise<void>;
}

const key: InjectionKey<CreateContext> = Symbol('create form');

/** Id of the element that takes the focus for a field. */
export const fieldId = (field: Field): string => `create-${field}`;

/** Makes the context of one page and gives it to its parts. */
export function provideCreate(start: CreateForm): CreateContext {
  const store = useInstances();
  const now = useNow();
  const form = shallowReactive(start);
  const places = usePlaces(() => form.instances);
  const touched = ref(new Set<Field>());
  const everything = ref(false);
  const problems = computed(() => problemsOf(form, now.value));
  const nameOf = (id: string): string =>
    store.byId.get(id)?.config.name ?? 'an instance that is gone';
  const catalogues = computed(() =>
    form.instances.map((id) => {
      const place = places.byId.get(id);
      const version = store.byId.get(id)?.harborVersion ?? '';
      return { name: nameOf(id), accepted: place ? place.accepted : catalogueOf(version) };
    }),
  );
  /** Asked for each project of each instance, of which there may be thousands. */
  const projects = computed(
    () => new Map([...places.byId].map(([id, place]) => [id, new Set(place.projects)])),
  );
  const known: KnownProjects = (id) => projects.value.get(id) ?? null;

  async function focusOn(field: Field): Promise<void> {
    await nextTick();
    const element = document.getElementById(fieldId(field));
    element?.scrollIntoView({ block: 'center' });
    element?.focus();
  }

  const context: CreateContext = {
    form,
    places,
    known,
    catalogues,
    nameOf,
    problems,
    errorAt: (field) =>
      (everything.value || touched.value.has(field)) && (problems.value[field] ?? false),
    touch: (field) => touched.value.add(field),
    touchAll: () => (everything.value = true),
    focusOn,
  };
  provide(key, context);
  return context;
}

/** The context of the page this part belongs to. */
export function useCreate(): CreateContext {
  const context = inject(key);
  if (!context) throw new Error('A part of the create form stands outside of it');
  return context;
}
