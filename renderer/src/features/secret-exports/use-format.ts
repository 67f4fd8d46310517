import { computed, ref } from 'vue';
import { optionProblem, secretFormat } from '../../../../shared/exports/secrets/index.ts';
import type { SecretFormat } from '../../../../shared/exports/secrets/index.ts';
import { lastFormats } from './last-formats.ts';

/**
 * The format that is chosen among some, and its options; what was chosen for others stays.
 * @param asked Id of the one to begin with; null for the one used last
 */
export function useFormat(formats: readonly SecretFormat[], asked: string | null = null) {
  const last = lastFormats().filter((id) => formats.some((format) => format.id === id));
  const [first] = formats;
  const formatId = ref(asked ?? last[0] ?? first?.id ?? '');
  const chosen = ref<Readonly<Record<string, Readonly<Record<string, string>>>>>({});

  const format = computed(() => secretFormat(formatId.value) ?? first);
  const options = computed({
    get: () => chosen.value[formatId.value] ?? {},
    set: (values) => (chosen.value = { ...chosen.value, [formatId.value]: values }),
  });
  /** An option is not what its format takes; its field says why. */
  const hasProblem = computed(
    () =>
      format.value?.options.some(
        (option) => optionProblem(option, options.value[option.id] ?? option.initial) !== null,
      ) === true,
  );
  return { last, formatId, format, options, hasProblem };
}

export type FormatChoice = ReturnType<typeof useFormat>;
