import type { JournalEntry } from '../../../../shared/contract/plans.ts';
import type { Sign } from '../../ui/tone.ts';
import { GONE_SIGN } from '../plans/step-signs.ts';

/** Sign of how something ended. */
export const RESULT_SIGNS: Readonly<Record<JournalEntry['result'], Sign>> = {
  done: { tone: 'good', icon: 'i-lucide-circle-check', word: 'Done' },
  differs: { tone: 'warning', icon: 'i-lucide-diff', word: 'Done, but differs' },
  refused: { tone: 'bad', icon: 'i-lucide-circle-x', word: 'Refused' },
  gone: GONE_SIGN,
  unknown: { tone: 'warning', icon: 'i-lucide-circle-question-mark', word: 'Not known' },
  begun: { tone: 'busy', icon: 'i-lucide-loader', word: 'Being sent' },
};

const VERBS: Readonly<Record<string, string>> = {
  enable: 'Enabled',
  disable: 'Disabled',
  renew: 'Renewed',
  refresh: 'Refreshed',
  recreate: 'Recreated',
  create: 'Created',
  permissions: 'Changed',
  edit: 'Changed',
  delete: 'Deleted',
  settings: 'Changed the settings of robots',
};

const TRIED: Readonly<Record<string, string>> = {
  enable: 'Enable',
  disable: 'Disable',
  renew: 'Renew',
  refresh: 'Refresh',
  recreate: 'Recreate',
  create: 'Create',
  permissions: 'Change',
  edit: 'Change',
  delete: 'Delete',
  settings: 'Change the settings of robots',
};

/** What people choose among when they look for something. */
export const OPERATION_LABELS: Readonly<Record<string, string>> = {
  create: 'Create',
  renew: 'Renew',
  refresh: 'Refresh',
  recreate: 'Recreate',
  enable: 'Enable',
  disable: 'Disable',
  edit: 'Edit',
  permissions: 'Change permissions',
  delete: 'Delete',
  settings: 'Settings of an instance',
};

/** What was done, or tried: "Renewed", "Delete". */
export function deedWords(entry: Pick<JournalEntry, 'operation' | 'result'>): string {
  const words = entry.result === 'done' || entry.result === 'differs' ? VERBS : TRIED;
  return words[entry.operation] ?? entry.operation;
}
