import { computed, ref, shallowRef, watch } from 'vue';
import type { RobotWish } from '../../../../shared/contract/operations.ts';
import type { EncryptionAhead, ExportPlace } from '../../../../shared/contract/secret-exports.ts';
import { SECRET_FORMATS } from '../../../../shared/exports/secrets/index.ts';
import { call, useTask } from '../../api/index.ts';
import { encryptionOf, NO_ENCRYPTION } from './encryption-entry.ts';
import { rememberFormat } from './last-formats.ts';
import { useFormat } from './use-format.ts';
import { useFormatPreview } from './use-format-preview.ts';

/** Where secrets go that are not made yet. */
export interface Destination {
  /** Of the place, in the main process. */
  readonly id: string;
  readonly path: string;
  /** Title of the format. */
  readonly format: string;
}

/** A command says where a secret goes in, and has no place for one that is not there. */
export const FORMATS_AHEAD = SECRET_FORMATS.filter(({ holdsSecret }) => holdsSecret);

/** Everything that the dialog of a destination knows and does. */
export function useDestination(
  robots: readonly RobotWish[],
  onChosen: (destination: Destination) => void,
) {
  const chosen = useFormat(FORMATS_AHEAD);
  const { formatId, format, options, hasProblem } = chosen;
  const encryption = ref(NO_ENCRYPTION);
  const place = shallowRef<ExportPlace | null>(null);
  const wish = computed(() => ({
    robots: [...robots],
    format: formatId.value,
    options: { ...options.value },
  }));
  const { preview, previewError, isLooking } = useFormatPreview(chosen, [wish], () =>
    call('secretExports.previewAhead', wish.value),
  );
  const sealed = computed<EncryptionAhead | null>(() => {
    const entered = encryptionOf(encryption.value);
    return entered?.kind === 'passphrase' ? null : entered;
  });
  const canGoOn = computed(
    () =>
      sealed.value !== null &&
      !hasProblem.value &&
      preview.value?.refused === null &&
      previewError.value === null,
  );

  function use({ id, path }: ExportPlace): void {
    rememberFormat(formatId.value);
    onChosen({ id, path, format: format.value?.title ?? '' });
  }
  const choose = useTask(async () => {
    if (sealed.value === null) return;
    place.value = null;
    const found = await call('secretExports.placeAhead', {
      ...wish.value,
      encryption: sealed.value,
    });
    place.value = found;
    // Nothing is there and nothing needs to be known before.
    if (found?.state === 'new' && found.beware.length === 0) use(found);
  });
  // What was shown is not what would be written any more.
  watch([wish, encryption], () => {
    place.value = null;
    choose.error.value = null;
  });

  return { ...chosen, encryption, preview, previewError, isLooking, place, canGoOn, choose, use };
}
