import { computed, inject, nextTick, provide, ref } from 'vue';
import type { ComputedRef, InjectionKey, Ref } from 'vue';
import type { InstanceView, LoginView } from '../../../../../shared/contract/instances.ts';
import { problemsOf, remarksOn, type FormProblems, type FormRemarks } from './form-problems.ts';
import type { InstanceForm } from './instance-form.ts';

export type FormField = keyof InstanceForm;

/** What the parts of the add and edit page share. */
export interface FormContext {
  readonly form: Ref<InstanceForm>;
  readonly saved: InstanceView | null;
  readonly others: ComputedRef<readonly InstanceView[]>;
  readonly logins: Ref<readonly LoginView[]>;
  readonly problems: ComputedRef<FormProblems>;
  readonly remarks: ComputedRef<FormRemarks>;
  /** The sentence under a field: once it was left, or once all were asked for. */
  readonly errorAt: (field: FormField) => string | false;
  /** A field was left. */
  readonly touch: (field: FormField) => void;
  /** Shows the sentences of all fields. */
  readonly touchAll: () => void;
  readonly networkOpen: Ref<boolean>;
  /** Puts the focus into a field, opening the part of the page it is in. */
  readonly focusOn: (field: string) => Promise<void>;
}

const key: InjectionKey<FormContext> = Symbol('instance form');

const NETWORK_FIELDS: ReadonlySet<string> = new Set<FormField>([
  'trust',
  'caPem',
  'certificateFile',
  'keyFile',
  'proxy',
  'proxyUrl',
  'parallel',
]);

/** Id of the element that takes the focus for a field. */
export const fieldId = (field: string): string => `instance-${field}`;

/** Makes the context of one page and gives it to its parts. */
export function provideForm(
  start: InstanceForm,
  saved: InstanceView | null,
  existing: () => readonly InstanceView[],
): FormContext {
  const form = ref(start);
  const touched = ref(new Set<FormField>());
  const everything = ref(false);
  const networkOpen = ref(isNetworkSpecial(start));
  const others = computed(() => existing().filter((view) => view.config.id !== form.value.id));
  const problems = computed(() => problemsOf(form.value, saved, others.value));
  const remarks = computed(() => remarksOn(form.value, others.value));

  async function focusOn(field: string): Promise<void> {
    if (NETWORK_FIELDS.has(field)) networkOpen.value = true;
    await nextTick();
    const element = document.getElementById(fieldId(field));
    element?.scrollIntoView({ block: 'center' });
    element?.focus();
    // What was wrong there is replaced by what is typed next.
    if (element instanceof HTMLInputElement) element.select();
  }

  const context: FormContext = {
    form,
    saved,
    others,
    logins: ref([]),
    problems,
    remarks,
    errorAt: (field) =>
      (everything.value || touched.value.has(field)) && (problems.value[field] ?? false),
    touch: (field) => touched.value.add(field),
    touchAll: () => (everything.value = true),
    networkOpen,
    focusOn,
  };
  provide(key, context);
  return context;
}

/** The context of the page this part belongs to. */
export function useForm(): FormContext {
  const context = inject(key);
  if (!context) throw new Error('A part of the instance form stands outside of it');
  return context;
}

/** Whether the network settings are other than those that nearly everybody has. */
function isNetworkSpecial(form: InstanceForm): boolean {
  return (
    form.trust !== 'system' ||
    form.hasClientCertificate ||
    form.proxy !== 'system' ||
    form.parallel !== 4
  );
}
