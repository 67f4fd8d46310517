import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { Overview } from '../../../../shared/contract/robots.ts';
import { overviewQuery, overviewQuestions } from '../../../../shared/robots/overview-questions.ts';
import { asAppError, call, onEvent } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { whenTimePassed } from '../../ui/when-time-passed.ts';
import { useInstances } from '../instances/instances-store.ts';
import type { RobotNeed } from './needs/need.ts';
import { useSettings } from '../settings/settings-store.ts';

/** What the inventory says for the overview, read at one moment. */
export interface OverviewData {
  readonly overview: Overview;
  readonly needs: readonly RobotNeed[];
  /** Epoch seconds. */
  readonly readAt: number;
}

/** Milliseconds between two readings while the inventory keeps changing. */
const PAUSE = 1_000;
/** Milliseconds after which waiting is worth a word. */
const SLOW = 100;

/** The overview of a scope, kept current. The last answer stays while the next one is awaited. */
export function useOverview(scope: Ref<readonly string[]>): {
  readonly data: ShallowRef<OverviewData | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly isSlow: ShallowRef<boolean>;
  readonly load: () => Promise<void>;
} {
  const store = useInstances();
  const settings = useSettings();
  const data = shallowRef<OverviewData | null>(null);
  const error = shallowRef<AppError | null>(null);
  const isSlow = shallowRef(false);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function needsIn(
    questions: ReturnType<typeof overviewQuestions>,
    { counted }: Overview,
  ): RobotNeed[] {
    return questions.map((question, place) => ({
      ...question,
      counts: store.instances.map(({ config }) => ({
        id: config.id,
        name: config.name,
        count: counted[place]?.find((instance) => instance.id === config.id)?.count ?? 0,
      })),
    }));
  }

  async function load(): Promise<void> {
    const mine = ++newest;
    const slow = setTimeout(() => (isSlow.value = true), SLOW);
    const ids = scope.value;
    const questions = overviewQuestions(settings.settings.sync.unusedDays);
    try {
      const overview = await call('overview.get', overviewQuery(ids, questions));
      if (mine !== newest) return;
      data.value = {
        overview,
        needs: needsIn(questions, overview),
        readAt: Math.floor(Date.now() / 1_000),
      };
      error.value = null;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    } finally {
      clearTimeout(slow);
      if (mine === newest) isSlow.value = false;
    }
  }

  /** Many changes in a row are one reading. */
  function loadSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, PAUSE);
  }

  watch(scope, () => void load(), { immediate: true });
  // Robots expire while nobody touches anything.
  whenTimePassed(() => void load());
  onEvent('inventory.changed', loadSoon);
  onEvent('settings.changed', loadSoon);
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });

  return { data, error, isSlow, load };
}
