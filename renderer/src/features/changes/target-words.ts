import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { counted } from '../../ui/number-words.ts';
import { useRobotTitle } from '../instances/robot-title.ts';
import { useTargetRows } from './target-rows.ts';

/** Characters of a name that fit beside what is to be done with the robot. */
const LONGEST = 40;

/** A name that is cut in its middle: names often begin alike, and end with what tells them apart. */
export function cutName(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const half = (LONGEST - 1) / 2;
  return `${letters.slice(0, Math.ceil(half)).join('')}…${letters.slice(-Math.floor(half)).join('')}`;
}

/** What a command is about: the name of one robot, else how many there are. */
export function useTargetWords(targets: Ref<readonly number[]>): ComputedRef<string> {
  const titleOf = useRobotTitle();
  const rows = useTargetRows(computed(() => (targets.value.length === 1 ? targets.value : [])));
  return computed(() => {
    const [key] = targets.value;
    if (targets.value.length !== 1) return counted(targets.value.length, 'robot');
    const row = rows.value?.find((one) => one.key === key);
    return row === undefined ? 'this robot' : titleOf(cutName(row.name), row.instanceId);
  });
}
