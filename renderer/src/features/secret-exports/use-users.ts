import { shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';
import { lastUseHint } from '../robots/last-use-words.ts';

/** What is known of whoever uses a robot: its maker, its description, and Harbor's audit log. */
export function usersSentence({
  createdBy,
  description,
  lastUse,
}: Pick<RobotRow, 'createdBy' | 'description' | 'lastUse'>): string {
  const about = description.trim();
  return [
    ...(createdBy === '' ? [] : [`It was made by ${createdBy}.`]),
    ...(about === '' ? [] : [`Its description: “${about}”.`]),
    ...(lastUse.kind === 'used' ? [`Last seen in use ${lastUseHint(lastUse)}.`] : []),
  ].join(' ');
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
