import { computed, ref, shallowRef, watch } from 'vue';
import type {
  ExportPlace,
  ExportResult,
  ExportRobots,
  ReadyRobot,
} from '../../../../shared/contract/secret-exports.ts';
import type { ExportAgain } from '../../../../shared/contract/secret-places.ts';
import { SECRET_FORMATS } from '../../../../shared/exports/secrets/index.ts';
import { call, onEvent, useTask } from '../../api/index.ts';
import { encryptionOf, entryOf, NO_ENCRYPTION } from './encryption-entry.ts';
import { rememberFormat } from './last-formats.ts';
import type { ExportSubject } from './secret-exports-store.ts';
import { useFormat } from './use-format.ts';
import { useFormatPreview } from './use-format-preview.ts';

const clearedWords = (clearsAt: number): string =>
  `The clipboard is cleared after ${String(Math.ceil(clearsAt - Date.now() / 1_000))} s.`;

/** What became of an export. */
export type WrittenExport = ExportResult & {
  /** It is in a file that was there before, and is not deleted with it. */
  readonly stays: boolean;
};

/** Everything that the dialog of exports knows and does. */
export function useExport(subject: ExportSubject) {
  const chosen = useFormat(SECRET_FORMATS, subject.format);
  const { last, formatId, format, options, hasProblem } = chosen;
  const encryption = ref(NO_ENCRYPTION);
  const layout = ref<'one' | 'each'>('one');
  const pattern = ref('');
  const robots = shallowRef<ExportRobots | null>(null);
  const place = shallowRef<ExportPlace | null>(null);
  const result = shallowRef<WrittenExport | null>(null);
  /** What became of the last copy; '' before. */
  const copied = ref('');

  const ready = computed(() => robots.value?.ready ?? []);
  const handles = computed(() => ready.value.map(({ handle }) => handle));
  /** A format for one robot makes a file for each of several. */
  const isEach = computed(
    () =>
      earlier.value === null &&
      handles.value.length > 1 &&
      (layout.value === 'each' || format.value?.robots === 'one'),
  );
  const wish = computed(() => ({
    handles: handles.value,
    format: formatId.value,
    options: { ...options.value },
  }));
  const ending = computed(() => {
    const { fileName: name = '' } = format.value ?? {};
    const dot = name.lastIndexOf('.');
    return dot === -1 ? '' : name.slice(dot);
  });

  /** An export is made again. */
  const isAgain = ref(subject.again.length > 0);
  /** The earlier export that is made again; null for a new one, and until it is known. */
  const earlier = shallowRef<ExportAgain | null>(null);

  /** Goes on to the login command that does what this format does, for wherever logins are kept. */
  function takeLogin(): void {
    const tool = format.value?.login;
    if (tool === undefined) return;
    // Its text does not belong into that file.
    isAgain.value = false;
    earlier.value = null;
    formatId.value = 'login-command';
    options.value = { tool };
  }

  const load = useTask(async () => {
    let keys = [...subject.keys];
    if (subject.again.length > 0) {
      const found = await call('secretPlaces.again', { ids: [...subject.again] });
      formatId.value = found.format;
      options.value = found.options;
      encryption.value = entryOf(found.encryption, found.recipients);
      earlier.value = found;
      keys = found.keys;
    }
    robots.value = await call('secretExports.robots', { keys, handles: [...subject.handles] });
  });

  const { preview, previewError, isLooking } = useFormatPreview(chosen, [wish, layout], () => {
    // One robot's file stands for all of a format's.
    const asked =
      isEach.value && layout.value === 'each' ? handles.value.slice(0, 1) : handles.value;
    return asked.length === 0
      ? null
      : call('secretExports.preview', { ...wish.value, handles: asked });
  });
  // What was shown is not what would be written any more.
  watch([wish, layout, encryption, pattern], () => {
    place.value = null;
    result.value = null;
    copied.value = '';
    for (const task of [choose, write, copy, copySecret]) task.error.value = null;
  });
  watch(ending, (end) => (pattern.value = `{instance}-{robot}${end}`), { immediate: true });

  const sealed = computed(() => encryptionOf(encryption.value));
  const canGoOn = computed(
    () =>
      handles.value.length > 0 &&
      sealed.value !== null &&
      !hasProblem.value &&
      preview.value !== null &&
      preview.value.refused === null &&
      previewError.value === null,
  );

  /** How far an export of several files is; null before, and for a single one. */
  const progress = shallowRef<{ readonly done: number; readonly total: number } | null>(null);
  onEvent('secretExports.progress', (told) => (progress.value = told));
  const stop = (): void => void call('secretExports.cancel').catch(() => undefined);
  const write = useTask(async (id: string) => {
    progress.value = null;
    const stays = place.value?.state === 'merge';
    const written = await call('secretExports.write', { place: id });
    place.value = null;
    result.value = { ...written, stays };
    rememberFormat(formatId.value);
  });
  const choose = useTask(async () => {
    if (sealed.value === null) return;
    place.value = null;
    result.value = null;
    copied.value = '';
    write.error.value = null;
    copy.error.value = null;
    const found = await call('secretExports.place', {
      ...wish.value,
      encryption: sealed.value,
      again: earlier.value?.id ?? null,
      pattern: isEach.value ? pattern.value : null,
    });
    place.value = found;
    // Nothing is there and nothing needs to be known before: it is written at once.
    if (found?.state === 'new' && found.beware.length === 0) await write.run(found.id);
  });
  const copy = useTask(async () => {
    if (sealed.value === null) return;
    const { clearsAt } = await call('secretExports.copy', {
      ...wish.value,
      encryption: sealed.value,
    });
    copied.value =
      clearsAt === null ? 'Copied. It holds no secret.' : `Copied. ${clearedWords(clearsAt)}`;
    rememberFormat(formatId.value);
  });

  /** What was typed in is on nobody's clipboard: whoever typed it has it. */
  const typed = new Set<string>();
  /** The one secret that a command asks for; null for other formats. */
  const asked = computed(() => {
    const [one] = handles.value;
    const isCommand = format.value?.holdsSecret === false && handles.value.length === 1;
    return isCommand && one !== undefined && !typed.has(one) ? one : null;
  });
  const copySecret = useTask(async (handle: string) => {
    copied.value = '';
    const { clearsAt } = await call('secrets.copy', { handle });
    copied.value = `The secret is copied. ${clearedWords(clearsAt)}`;
  });

  /** Adds a robot whose secret was typed in. */
  function add(robot: ReadyRobot, key: number): void {
    if (robots.value === null) return;
    const { ready: before, missing } = robots.value;
    typed.add(robot.handle);
    robots.value = { ready: [...before, robot], missing: missing.filter((one) => one.key !== key) };
  }

  void load.run();

  return {
    ...{ last, formatId, format, options, encryption, layout, pattern, isEach },
    ...{
      earlier,
      isAgain,
      takeLogin,
      robots,
      ready,
      preview,
      previewError,
      isLooking,
      place,
      result,
      copied,
    },
    ...{ canGoOn, load, choose, write, copy, asked, copySecret, add, progress, stop },
  };
}
