import { shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';

/** What is known of whoever uses a robot: who made it, and what its description says. */
export function usersSentence({
  createdBy,
  description,
}: Pick<RobotRow, 'createdBy' | 'description'>): string {
  const parts = [
    ...(createdBy === '' ? [] : [`It was made by ${createdBy}`]),
    ...(description.trim() === '' ? [] : [`its description says “${description.trim()}”`]),
  ];
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
}

/** The sentence for one robot; '' for none, and while it is not known. */
export function useUsers(key: Readonly<Ref<number | null>>): ShallowRef<string> {
  const sentence = shallowRef('');
  watch(
    key,
    async (now) => {
      sentence.value = '';
      if (now === null) return;
      const [row] = await call('robots.rows', { keys: [now] }).catch(() => []);
      if (row !== undefined && key.value === now) sentence.value = usersSentence(row);
    },
    { immediate: true },
  );
  return sentence;
}
