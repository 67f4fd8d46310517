import type { RobotSecret, SecretList, SecretState } from '../../../../shared/contract/secrets.ts';
import { counted } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';

/** A sign, and what it means for whoever owns the robot. */
type SecretSign = Sign & { readonly sentence: string };

const STATE_SIGNS: Readonly<Record<SecretState, SecretSign>> = {
  new: {
    icon: 'i-lucide-key-round',
    tone: 'busy',
    word: 'New',
    sentence: 'Harbor has it. Purser holds it until you say whether it stays in the vault.',
  },
  pending: {
    icon: 'i-lucide-circle-question-mark',
    tone: 'warning',
    word: 'Not confirmed',
    sentence: 'It was made here, and whether Harbor has it is not known.',
  },
  prepared: {
    icon: 'i-lucide-hourglass',
    tone: 'quiet',
    word: 'Prepared',
    sentence: 'The robot keeps its old secret until this one is activated.',
  },
  kept: {
    icon: 'i-lucide-vault',
    tone: 'good',
    word: 'In the vault',
    sentence: 'Purser keeps it until you forget it.',
  },
  outdated: {
    icon: 'i-lucide-key-square',
    tone: 'bad',
    word: 'Outdated',
    sentence: 'It opens nothing any more: the robot has got another secret since, or was deleted.',
  },
};

/** Kept where somebody chose that nothing outlives Purser. */
const IN_MEMORY: SecretSign = {
  icon: 'i-lucide-hourglass',
  tone: 'warning',
  word: 'In memory',
  sentence: 'Purser keeps it until it quits. Copy or save it before.',
};

/** How a secret stands. */
export const signOf = ({ state, where }: RobotSecret): SecretSign =>
  state === 'kept' && where === 'session' ? IN_MEMORY : STATE_SIGNS[state];

/** Where a secret lies at this moment. */
export const whereWords = ({ where }: RobotSecret): string =>
  where === 'keychain' ? 'in the keychain of this computer' : 'in memory, until Purser quits';

/** Only Purser has it, and it is or may be a robot's: losing it costs a robot. */
export const isNowhereElse = ({ state, handedOver }: RobotSecret): boolean =>
  !handedOver && (state === 'new' || state === 'pending' || state === 'prepared');

/** Secrets that want a person, by why. */
export type WaitingSecrets = Readonly<Pick<SecretList['states'], 'new' | 'pending' | 'prepared'>>;

/** States of secrets that want a person. */
export const WAITING = ['new', 'pending', 'prepared'] as const satisfies SecretState[];
export const NOTHING_WAITS: WaitingSecrets = { new: 0, pending: 0, prepared: 0 };

/** What waits, as sentences; none where nothing does. */
export function waitingSentences(waiting: WaitingSecrets): string[] {
  const sentence = (count: number, kind: string, one: string, many: string): string[] =>
    count === 0 ? [] : [`${counted(count, `${kind} secret`)} ${count === 1 ? one : many}.`];
  return [
    ...sentence(
      waiting.pending,
      'new',
      'is not confirmed: Harbor may have it or not',
      'are not confirmed: Harbor may have them or not',
    ),
    ...sentence(
      waiting.new,
      'new',
      'is waiting to be kept in the vault or not',
      'are waiting to be kept in the vault or not',
    ),
    ...sentence(
      waiting.prepared,
      'prepared',
      'is waiting to be activated',
      'are waiting to be activated',
    ),
  ];
}
