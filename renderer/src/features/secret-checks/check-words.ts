import type { CheckedSecret, CheckOutcome } from '../../../../shared/contract/check-calls.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';

/** How a credential stands, as a sign. */
export const OUTCOME_SIGNS: Readonly<Record<CheckOutcome, Sign>> = {
  works: { tone: 'good', icon: 'i-lucide-circle-check', word: 'Works' },
  refused: { tone: 'bad', icon: 'i-lucide-circle-x', word: 'Wrong secret' },
  expired: { tone: 'bad', icon: 'i-lucide-clock-alert', word: 'Robot expired' },
  disabled: { tone: 'warning', icon: 'i-lucide-circle-pause', word: 'Robot disabled' },
  gone: { tone: 'bad', icon: 'i-lucide-circle-slash', word: 'Robot is gone' },
  legacy: { tone: 'bad', icon: 'i-lucide-circle-slash', word: 'Legacy robot' },
  renamed: { tone: 'warning', icon: 'i-lucide-pencil', word: 'Robot was renamed' },
  unknown: { tone: 'bad', icon: 'i-lucide-circle-question-mark', word: 'No such robot' },
  elsewhere: { tone: 'quiet', icon: 'i-lucide-circle-question-mark', word: 'No instance here' },
  ambiguous: { tone: 'warning', icon: 'i-lucide-circle-question-mark', word: 'Which instance?' },
  untested: { tone: 'warning', icon: 'i-lucide-circle-dashed', word: 'Not tested' },
};

const month = (at: number): string =>
  new Date(at * 1_000).toLocaleString('en', { month: 'long', year: 'numeric' });

/** Outcomes that have words of their own in the summary, and their order. */
const IN_WORDS: readonly [CheckOutcome, (count: number) => string][] = [
  ['works', (count) => (count === 1 ? '1 works' : `${String(count)} work`)],
  [
    'refused',
    (count) => (count === 1 ? '1 has a wrong secret' : `${String(count)} have wrong secrets`),
  ],
  ['disabled', (count) => `${belong(count)} disabled`],
  ['gone', (count) => `${belong(count)} gone`],
  ['legacy', (count) => `${belong(count)} too old to log in`],
  ['renamed', (count) => `${belong(count)} called otherwise now`],
  ['unknown', (count) => `${String(count)} of no robot that is known`],
  [
    'elsewhere',
    (count) =>
      count === 1 ? '1 is of another registry' : `${String(count)} are of other registries`,
  ],
  ['ambiguous', (count) => `${String(count)} that may be of several instances`],
  ['untested', (count) => `${String(count)} could not be tested`],
];

const belong = (count: number): string =>
  count === 1 ? '1 belongs to a robot that is' : `${String(count)} belong to robots that are`;

function expiredWords(expired: readonly CheckedSecret[]): string[] {
  const [only] = expired;
  if (only === undefined) return [];
  if (expired.length > 1) return [`${String(expired.length)} belong to robots that expired`];
  const when = only.expiresAt === null ? '' : ` in ${month(only.expiresAt)}`;
  return [`1 belongs to a robot that expired${when}`];
}

/** "3 credentials: 2 work, 1 belongs to a robot that expired in May 2026." */
export function summaryWords(secrets: readonly CheckedSecret[]): string {
  const of = (outcome: CheckOutcome | null): readonly CheckedSecret[] =>
    secrets.filter((one) => one.outcome === outcome);
  const parts = IN_WORDS.flatMap(([outcome, words]) => {
    const count = of(outcome).length;
    return count === 0 ? [] : [words(count)];
  });
  // After those that work.
  parts.splice(of('works').length > 0 ? 1 : 0, 0, ...expiredWords(of('expired')));
  const open = of(null).length;
  if (open > 0) parts.push(`${String(open)} to be tried`);
  return `${counted(secrets.length, 'credential')}: ${parts.join(', ')}.`;
}

/** Outcomes that say nothing of whether a credential logs in: nobody asked its registry. */
const NOT_ASKED: ReadonlySet<CheckOutcome | null> = new Set([null, 'untested', 'elsewhere']);

/**
 * "Keep 37 in the vault; 4 do not log in". What was kept already is counted in `rest`, which is ''
 * where there is nothing to say.
 */
export function keepWords(secrets: readonly CheckedSecret[]): { keep: string; rest: string } {
  const keep = secrets.filter(({ canKeep }) => canKeep).length;
  const kept = secrets.filter(({ handle }) => handle !== null).length;
  const refused = secrets.filter(
    ({ outcome }) => outcome !== 'works' && !NOT_ASKED.has(outcome),
  ).length;
  const parts = [
    ...(kept === 0 ? [] : [`${grouped(kept)} ${kept === 1 ? 'is' : 'are'} in the vault.`]),
    ...(refused === 0 ? [] : [`${grouped(refused)} ${refused === 1 ? 'does' : 'do'} not log in.`]),
  ];
  return {
    keep: keep === 0 ? '' : `Keep ${counted(keep, 'secret')} in the vault`,
    rest: parts.join(' '),
  };
}

/** Instances where a secret works whose robot is not in the inventory, so that it cannot be kept. */
export const unreadInstances = (secrets: readonly CheckedSecret[]): string[] => [
  ...new Set(
    secrets.flatMap(({ outcome, robotKey, instanceId }) =>
      outcome === 'works' && robotKey === null && instanceId !== null ? [instanceId] : [],
    ),
  ),
];
