import type { HistoryEntry, HistoryKind } from '../../../../shared/contract/history.ts';
import { counted } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';

/** The sign of everything that was not done with Purser. */
export const AT_HARBOR: Sign = { tone: 'neutral', icon: 'i-lucide-server', word: 'At Harbor' };

/** What people choose among. */
export const KIND_LABELS: Readonly<Record<HistoryKind, string>> = {
  added: 'Robot added',
  seen: 'Seen for the first time',
  gone: 'Robot gone',
  returned: 'Robot back',
  renamed: 'Prefix changed',
  permissions: 'Permissions changed',
  expiry: 'Expiry changed',
  state: 'Enabled or disabled',
  description: 'Description changed',
  secret: 'Probably a new secret',
  replaced: 'Harbor replaced',
};

const NOUNS: Partial<Record<HistoryKind, string>> = {
  permissions: 'permissions',
  expiry: 'expiry',
  description: 'description',
  secret: 'probably the secret',
};

const SINGLE: Readonly<Record<Exclude<HistoryKind, 'state'>, string>> = {
  added: 'Added',
  seen: 'Seen for the first time',
  gone: 'Gone',
  returned: 'Back again',
  renamed: 'Prefix changed',
  permissions: 'Permissions changed',
  expiry: 'Expiry changed',
  description: 'Description changed',
  secret: 'Probably a new secret',
  replaced: 'None of the known robots was found',
};

const stateWord = ({ changes }: Pick<HistoryEntry, 'changes'>): string =>
  changes.some(({ field, to }) => field === 'state' && to === 'enabled') ? 'Enabled' : 'Disabled';

/** What happened: "Permissions changed", "Disabled; also changed: expiry, description". */
export function foundWords(entry: Pick<HistoryEntry, 'kinds' | 'changes'>): string {
  const [first = 'description', ...others] = [...entry.kinds].sort(
    (one, other) => Number(NOUNS[one] !== undefined) - Number(NOUNS[other] !== undefined),
  );
  const lead = first === 'state' ? stateWord(entry) : SINGLE[first];
  if (others.length === 0) return lead;
  const names = others.map((kind) => NOUNS[kind] ?? stateWord(entry).toLowerCase());
  if (NOUNS[first] === undefined) return `${lead}; also changed: ${names.join(', ')}`;
  return `Changed: ${[NOUNS[first], ...names].join(', ')}`;
}

/** What there is to add to an entry; '' where it speaks for itself. */
export function remarkOf({ kinds, count, robotId }: HistoryEntry): string {
  if (kinds.includes('renamed')) {
    return `${counted(count, 'robot has', 'robots have')} another name to log in with now.`;
  }
  if (kinds.includes('replaced')) return 'It may be a new Harbor, or restored from a backup.';
  if (kinds.includes('seen')) {
    const who = robotId === null ? counted(count, 'robot was', 'robots were') : 'It was';
    return `${who} made before the last sync, which did not see ${count === 1 ? 'it' : 'them'}.`;
  }
  if (kinds.includes('secret')) return 'Its update time moved, and nothing else that Harbor shows.';
  return '';
}
