import type { InstanceView } from '../../../../../shared/contract/instances.ts';
import { signOf, WAY_ON_LABELS } from '../../instances/instance-words.ts';
import { dueWords } from '../../reader/reader-words.ts';
import type { Need, NeedsInput } from './need.ts';

export function instanceNeed(view: InstanceView, now: number): Need[] {
  const sign = signOf(view, now);
  if (sign.wayOn === null) return [];
  const { id, name } = view.config;
  return [
    {
      id: `${view.state} ${id}`,
      sign,
      sentence: `${name}: ${sign.word.toLowerCase()}. ${sign.sentence}`,
      label:
        sign.wayOn === 'sync' && view.state === 'offline' ? 'Try again' : WAY_ON_LABELS[sign.wayOn],
      action: { kind: 'way-on', wayOn: sign.wayOn, id },
    },
  ];
}

/** Robots that read and are about to end: without them nothing is read. */
export function readerNeeds({ instances, now }: NeedsInput): Need[] {
  return instances.flatMap((view) => {
    const sentence = dueWords(view, now + (view.clockOffset ?? 0));
    // What is refused already says so itself.
    if (sentence === '' || view.state === 'needs-login') return [];
    const { id } = view.config;
    return [
      {
        id: `reader ${id}`,
        sign: { icon: 'i-lucide-alarm-clock', tone: 'warning', word: 'Reader robot' },
        sentence,
        label: 'Renew and rotate',
        action: { kind: 'renew-reader', id },
      },
    ];
  });
}

/** A keychain matters only where a password is, or should be, in it. */
export function keychainNeed({ keychain, instances }: NeedsInput): Need[] {
  if (keychain === null || keychain.state === 'ready' || keychain.sessionOnly) return [];
  if (instances.every((view) => view.login.stored === 'session')) return [];
  const isLocked = keychain.state === 'locked';
  return [
    {
      id: 'keychain',
      sign: { icon: 'i-lucide-key-round', tone: 'warning', word: 'Keychain' },
      sentence: isLocked
        ? 'The keychain is locked: passwords cannot be read, so nothing is synced.'
        : 'There is no keychain: passwords are neither found nor kept.',
      label: isLocked ? 'Unlock' : 'See how',
      action: { kind: 'keychain' },
    },
  ];
}
