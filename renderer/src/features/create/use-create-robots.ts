import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { call, useTask } from '../../api/index.ts';
import { effectiveOffset } from '../../../../shared/robots/expiry/index.ts';
import { useNow } from '../../ui/use-now.ts';
import { untilEntry, untilOf } from '../changes/until-entry.ts';
import { usePlans } from '../plans/plans-store.ts';
import type { CreateContext } from './create-context.ts';
import { FIELDS } from './form-problems.ts';
import { choiceOf, secretEntry } from '../changes/secret-entry.ts';
import { robotsIn, wishesOf } from './wishes.ts';

/** What stands in for an end that is not entered rightly yet, so that the rest can be shown. */
const SOME_DAYS = 90;

/** What the create page does with its form: count, preview, plan. */
export function useCreateRobots(
  { form, places, known, problems, touchAll, focusOn }: CreateContext,
  /** Row key of the legacy robot that the new one takes the place of. */
  replaces: number | null,
) {
  const router = useRouter();
  const plans = usePlans();
  const now = useNow();
  const isPlanned = ref(false);
  const start = JSON.stringify(plain());

  /** All that was entered, comparable; Maps as lists. */
  function plain(): unknown {
    const { draft, ...rest } = form;
    return {
      ...rest,
      draft: [
        [...draft.system],
        [...draft.everywhere],
        [...draft.chosen],
        [...draft.projects.keys()],
      ],
    };
  }
  const isDirty = computed(() => !isPlanned.value && JSON.stringify(plain()) !== start);
  const offset = computed(() => {
    const [id = ''] = form.instances;
    return effectiveOffset(places.byId.get(id)?.clockOffset ?? null);
  });
  const until = computed(
    () =>
      untilOf(form.until, now.value, offset.value) ??
      untilOf(untilEntry(now.value, SOME_DAYS), now.value, 0) ?? { kind: 'never' as const },
  );
  const wishes = computed(() => wishesOf(form, until.value, { kind: 'generate' }, known));
  const robots = computed(() => robotsIn(wishes.value));

  /** What a preview asks about: null until the places have answered and only the secret is open. */
  const asked = computed(() => {
    const open = Object.keys(problems.value).filter((field) => field !== 'secret');
    const isWaiting = form.instances.some((id) => places.loading.has(id));
    return open.length > 0 || isWaiting || robots.value === 0 ? null : wishes.value;
  });

  const plan = useTask(async () => {
    const first = FIELDS.find((field) => field in problems.value);
    if (first !== undefined) {
      touchAll();
      await focusOn(first);
      return;
    }
    const secret = await choiceOf(form.secret);
    const made = await call('plans.create', {
      robots: wishesOf(form, until.value, secret, known),
      source: replaces === null ? 'new' : 'legacy',
      replaces,
      exportTo: form.exportTo?.id ?? null,
    });
    isPlanned.value = true;
    // It went to the main process; nothing here needs it any more.
    form.secret = secretEntry('generate');
    plans.put(made);
    await router.push({ name: 'plan', params: { id: made.id } });
  });

  return { isDirty, wishes, robots, asked, plan };
}
