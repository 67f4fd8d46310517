import { computed, ref, shallowRef } from 'vue';
import type { ExportPlace } from '../../../../shared/contract/secret-exports.ts';
import type { ExportAgain } from '../../../../shared/contract/secret-places.ts';
import { secretFormat } from '../../../../shared/exports/secrets/index.ts';
import { call, useTask } from '../../api/index.ts';
import { encryptionOf, entryOf } from './encryption-entry.ts';

/** One of several files that are exported to again, in the way each was exported before. */
export function useFileAgain(ids: readonly string[]) {
  const earlier = shallowRef<ExportAgain | null>(null);
  const handles = shallowRef<readonly string[]>([]);
  /** With dots for every secret; '' until it is known. */
  const preview = ref('');
  const passphrase = ref('');
  /** As it was looked at last. */
  const place = shallowRef<ExportPlace | null>(null);
  const isWritten = ref(false);
  /** It is to be written though nobody would read what is put in. */
  const isInsisted = ref(false);

  const title = computed(() => secretFormat(earlier.value?.format ?? '')?.title ?? '');
  const sealed = computed(() =>
    earlier.value === null
      ? null
      : encryptionOf({
          ...entryOf(earlier.value.encryption, earlier.value.recipients),
          passphrase: passphrase.value,
        }),
  );
  const needsPassphrase = computed(
    () => earlier.value?.encryption === 'passphrase' && place.value === null && !isWritten.value,
  );
  /** It was looked at, and can be written. */
  const isReady = computed(
    () =>
      place.value !== null &&
      place.value.state !== 'taken' &&
      (!place.value.isIgnored || isInsisted.value),
  );

  const look = useTask(async () => {
    if (earlier.value === null || sealed.value === null) return;
    const { format, options, id } = earlier.value;
    const wish = { handles: [...handles.value], format, options };
    place.value = await call('secretExports.place', {
      ...wish,
      encryption: sealed.value,
      again: id,
      pattern: null,
    });
  });
  const load = useTask(async () => {
    const found = await call('secretPlaces.again', { ids: [...ids] });
    const { ready } = await call('secretExports.robots', { keys: found.keys, handles: [] });
    handles.value = ready.map(({ handle }) => handle);
    const { format, options } = found;
    const shown = await call('secretExports.preview', {
      handles: [...handles.value],
      format,
      options,
    });
    earlier.value = found;
    preview.value = shown.text;
    // One by a passphrase waits for it.
    await look.run();
  });
  const write = useTask(async () => {
    if (place.value === null) return;
    const { id } = place.value;
    // What was looked at is written once; after a failure it is looked at afresh.
    place.value = null;
    await call('secretExports.write', { place: id });
    isWritten.value = true;
  });
  const error = computed(() => load.error.value ?? look.error.value ?? write.error.value);
  const isBusy = computed(() => load.running.value || look.running.value || write.running.value);

  return {
    ...{ earlier, title, preview, passphrase, sealed, needsPassphrase },
    ...{ place, isReady, isWritten, isInsisted, load, look, write, error, isBusy },
  };
}

export type FileAgain = ReturnType<typeof useFileAgain>;
