import { shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';
import { counted } from '../../ui/number-words.ts';
import { lastUseHint } from '../robots/last-use-words.ts';

/** What is known of whoever uses a robot: owner, maker, its description, and Harbor's audit log. */
export function usersSentence({
  owner,
  createdBy,
  description,
  lastUse,
}: Pick<RobotRow, 'owner' | 'createdBy' | 'description' | 'lastUse'>): string {
  const about = description.trim();
  return [
    ...(owner === '' ? [] : [`${owner} answers for it.`]),
    ...(createdBy === '' ? [] : [`It was made by ${createdBy}.`]),
    ...(about === '' ? [] : [`Its description: “${about}”.`]),
    ...(lastUse.kind === 'used' ? [`Last seen in use ${lastUseHint(lastUse)}.`] : []),
  ].join(' ');
}

/** Owners that are named; the others are counted. */
const NAMED = 3;

/** Who answers for several robots; '' where nobody does. */
export function ownersSentence(rows: readonly Pick<RobotRow, 'owner'>[]): string {
  const owners = [...new Set(rows.map(({ owner }) => owner))].filter((owner) => owner !== '');
  if (owners.length === 0) return '';
  const left = owners.length - NAMED;
  const others = left > 0 ? ` and ${counted(left, 'other owner')}` : '';
  return `Owners: ${owners.slice(0, NAMED).join(', ')}${others}.`;
}

/** Robots that are asked about; of more than that the first ones stand for all. */
const MOST = 500;

/** The sentence for these robots; '' for none, and while it is not known. */
export function useUsers(keys: Readonly<Ref<readonly number[]>>): ShallowRef<string> {
  const sentence = shallowRef('');
  watch(
    keys,
    async (now) => {
      sentence.value = '';
      if (now.length === 0) return;
      const rows = await call('robots.rows', { keys: now.slice(0, MOST) }).catch(() => []);
      if (keys.value !== now) return;
      const [only, ...others] = rows;
      sentence.value =
        only !== undefined && others.length === 0 ? usersSentence(only) : ownersSentence(rows);
    },
    { immediate: true },
  );
  return sentence;
}
