import { COLUMNS } from '../../../../../shared/permissions/pairs.ts';
import type { PairKind } from '../../../../../shared/permissions/pairs.ts';

/** A choice of one permission: its kind and its pair in one value. */
export interface PairChoice {
  readonly value: string;
  readonly label: string;
}

/** What is asked most. */
const OFTEN: readonly (readonly [kind: PairKind, pair: string, label: string])[] = [
  ['project', 'repository:pull', 'pull images'],
  ['project', 'repository:push', 'push images'],
  ['project', 'artifact:delete', 'delete images'],
  ['project', 'repository:delete', 'delete repositories'],
  ['project', 'tag:delete', 'delete tags'],
  ['project', 'robot:create', 'make project robots'],
  ['project', 'member:create', 'add members'],
  ['system', 'robot:create', 'make system robots'],
  ['system', 'project:create', 'make projects'],
  ['system', 'user:create', 'make users'],
  ['system', 'registry:create', 'add registries'],
];

export const choiceValue = (kind: PairKind, pair: string): string => `${kind} ${pair}`;

/** The permissions that can be asked for, what is asked most first. */
export const PAIR_CHOICES: readonly {
  readonly label: string;
  readonly choices: readonly PairChoice[];
}[] = [
  {
    label: 'Asked most',
    choices: OFTEN.map(([kind, pair, label]) => ({ value: choiceValue(kind, pair), label })),
  },
  ...(['project', 'system'] as const).map((kind) => ({
    label: kind === 'project' ? 'In projects' : 'In the system',
    choices: COLUMNS(kind).map(({ pair, sentence }) => ({
      value: choiceValue(kind, pair),
      label: `${pair} – ${sentence.toLowerCase()}`,
    })),
  })),
];

/** Reads a choice; null for what is none. */
export function readChoice(value: string): { kind: PairKind; pair: string } | null {
  const found = /^(system|project) (\S+:\S+)$/.exec(value);
  return found === null ? null : { kind: found[1] as PairKind, pair: found[2] ?? '' };
}
