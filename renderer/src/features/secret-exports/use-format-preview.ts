import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { WatchSource } from 'vue';
import type { ExportPreview } from '../../../../shared/contract/secret-exports.ts';
import { asAppError } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import type { FormatChoice } from './use-format.ts';

/** Milliseconds after the last key before the preview is asked for. */
const PAUSE = 150;

/**
 * How the text would look, asked for whenever something it depends on changes.
 * @param ask null while there is nothing to ask about
 */
export function useFormatPreview(
  { formatId, hasProblem }: Pick<FormatChoice, 'formatId' | 'hasProblem'>,
  sources: WatchSource[],
  ask: () => Promise<ExportPreview> | null,
) {
  const preview = shallowRef<ExportPreview | null>(null);
  const previewError = shallowRef<AppError | null>(null);
  const isLooking = ref(false);
  let newest = 0;
  /** The format that the preview is of. */
  let previewed = '';

  async function look(): Promise<void> {
    const mine = ++newest;
    if (hasProblem.value) {
      // The last one stays, so that the field one types into keeps its place.
      if (previewed !== formatId.value) preview.value = null;
      return;
    }
    const of = formatId.value;
    const asked = ask();
    if (asked === null) return;
    isLooking.value = true;
    try {
      const answer = await asked;
      if (mine !== newest) return;
      preview.value = answer;
      previewed = of;
      previewError.value = null;
    } catch (thrown) {
      if (mine === newest) previewError.value = asAppError(thrown);
    } finally {
      if (mine === newest) isLooking.value = false;
    }
  }
  let pause: ReturnType<typeof setTimeout> | undefined;
  watch(
    sources,
    () => {
      // A text may stand until the next one is there; a refusal would be said of another format.
      if (previewed !== formatId.value && preview.value?.refused) preview.value = null;
      clearTimeout(pause);
      pause = setTimeout(() => void look(), PAUSE);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(pause);
    newest += 1;
  });
  return { preview, previewError, isLooking };
}
