import { formatQuery, type Query } from './query/index.ts';

/** Robots that expire soon, in the query line, as an owner is told of them. */
export const OWNED_EXPIRING = 'state:expiring';

/** Robots that have expired and that nobody switched off. */
export const OWNED_EXPIRED = 'state:expired -state:disabled';

/** The robots of an owner; '' for those without one. */
export function ofOwner(name: string, rest = ''): string {
  const owner: Query = {
    terms: [
      {
        kind: 'field',
        negated: false,
        field: 'owner',
        values: [{ operator: 'is', value: name }],
      },
    ],
  };
  return `${formatQuery(owner)} ${rest}`.trim();
}

/** A robot as its owner is told of it. */
export interface MessageRobot {
  readonly name: string;
  readonly instance: string;
  /** "2026-12-01 14:02 +01:00". */
  readonly date: string;
  /** "in 3 days", "2 days ago". */
  readonly left: string;
  readonly isExpired: boolean;
  /** "last seen 2 hours ago: pull a/b:1"; '' where nobody can tell. */
  readonly use: string;
}

const robots = (count: number): string =>
  count === 1 ? '1 robot account' : `${count} robot accounts`;

/** Robots of an owner that a message counts and does not name. */
export interface Unnamed {
  readonly expired: number;
  readonly soon: number;
}

/** What an owner is told about robots that expire: which, when, and what to do. Plain text. */
export function ownerMessage(
  owner: string,
  list: readonly MessageRobot[],
  unnamed: Unnamed = { expired: 0, soon: 0 },
): { readonly subject: string; readonly text: string } {
  const named = list.filter(({ isExpired }) => isExpired).length;
  const expired = named + unnamed.expired;
  const soon = list.length - named + unnamed.soon;
  const more = unnamed.expired + unnamed.soon;
  const what = [
    ...(expired > 0 ? [`${robots(expired)} expired`] : []),
    ...(soon > 0 ? [`${expired > 0 ? String(soon) : robots(soon)} will expire soon`] : []),
  ].join(', ');
  const lines = list.map(({ name, instance, date, left, isExpired, use }) => {
    const when = `${isExpired ? 'expired' : 'expires'} ${left} (${date})`;
    return `- ${name} on ${instance}: ${when}${use === '' ? '' : `, ${use}`}`;
  });
  const text = [
    `Hello ${owner},`,
    '',
    `you answer for robot accounts of our container registries. ${what}:`,
    '',
    ...lines,
    ...(more > 0 ? [`- and ${robots(more)} more`] : []),
    '',
    'What to do:',
    '- Say for each whether it is still needed, and by what.',
    '- What is needed gets a later date. If you also want a new secret, say where it has to go.',
    '- What is not needed is switched off, and deleted two weeks later if nobody misses it.',
    '',
    'Without an answer it stops working on its date, and whatever uses it with it.',
    '',
  ].join('\n');
  return { subject: `Robot accounts: ${what}`, text };
}
