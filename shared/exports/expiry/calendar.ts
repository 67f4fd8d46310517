import { SECONDS_PER_DAY } from '../../robots/expiry/index.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import { calendarLine, calendarMoment, calendarText } from './calendar-text.ts';
import type { ExpiringRobot, PlannedExpiry } from './expiring-robot.ts';
import { PRODUCT } from './product.ts';
import type { KnownEvent } from './read-calendar.ts';

export interface CalendarWish {
  /** Epoch seconds, our clock. */
  readonly now: number;
  /** Days before an expiry of an instance on which the calendar says so. */
  readonly alarmDaysOf: (instanceId: string) => readonly number[];
  /** The events of the file that this one replaces. */
  readonly before: readonly KnownEvent[];
  /** What plans are about to make of some of them. */
  readonly planned: readonly PlannedExpiry[];
  /**
   * What was not asked for this time. It gets no event, but what has one in the file before keeps
   * it: nobody is to hear that an expiry is cancelled which takes place.
   */
  readonly others: Others;
}

export interface Others {
  readonly robots: readonly ExpiringRobot[];
  readonly planned: readonly PlannedExpiry[];
}

/** What became of the events of a calendar. */
export interface CalendarFigures {
  /** Events that stand in it, without cancelled and past ones. */
  readonly events: number;
  readonly added: number;
  readonly changed: number;
  readonly cancelled: number;
  /** Robots that have no event: they never expire, or in no year of four digits. */
  readonly leftOut: number;
}

/** The last moment of the year 9999: calendar files have four digits for it. */
const LATEST = 253_402_300_799;

/** Seconds that an event lasts: some calendars do not show one that lasts none. */
const LENGTH = 15 * 60;

/** Days for which what is over or was cancelled stays in the file, for calendars that read rarely. */
const KEPT_DAYS = 90;

/** The name of a robot's event, the same in every file. */
export const eventUid = ({ instanceId, id }: Pick<ExpiringRobot, 'instanceId' | 'id'>): string =>
  `robot-${instanceId}-${id}@purser`;

/** The name of the event that a plan is about to make of it. */
const planUid = ({ instanceId, id }: PlannedExpiry): string => `plan-${instanceId}-${id}@purser`;

/** What an event says, without the moment and the count of its last change. */
function contentOf(robot: ExpiringRobot, alarmDays: readonly number[]): string[] {
  const { name, instance, project, createdBy, permissions, expiresAt } = robot;
  const where = project === '' ? 'System robot' : `Robot of project ${project}`;
  const words = [
    `${where} on ${instance}.`,
    `May: ${permissions === '' ? 'nothing' : permissions}.`,
    ...(createdBy === '' ? [] : [`Created by ${createdBy}.`]),
    'Renew it before, or nothing that uses it can log in any more.',
  ].join('\n');
  const summary = calendarText(`${name} on ${instance} expires`);
  /** An alarm before the end of a snooze would break it. */
  const isHeard = (days: number): boolean =>
    expiresAt - days * SECONDS_PER_DAY >= (robot.snooze?.until ?? -Infinity);
  return [
    `DTSTART:${calendarMoment(expiresAt)}`,
    `DTEND:${calendarMoment(Math.min(expiresAt + LENGTH, LATEST))}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${calendarText(words)}`,
    `CATEGORIES:${calendarText(instance)}`,
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    ...alarmDays
      .filter(isHeard)
      .flatMap((days) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `TRIGGER:-P${days}D`,
        `DESCRIPTION:${summary}`,
        'END:VALARM',
      ]),
  ];
}

/** What is said of a date that is not made yet. */
function plannedContentOf({ name, instance, expiresAt, plan }: PlannedExpiry): string[] {
  return [
    `DTSTART:${calendarMoment(expiresAt)}`,
    `DTEND:${calendarMoment(Math.min(expiresAt + LENGTH, LATEST))}`,
    `SUMMARY:${calendarText(`${name} on ${instance} expires, once its plan is carried out`)}`,
    `DESCRIPTION:${calendarText(`As soon as this plan is carried out: ${plan}.`)}`,
    `CATEGORIES:${calendarText(instance)}`,
    'STATUS:TENTATIVE',
    'TRANSP:TRANSPARENT',
  ];
}

function eventText(uid: string, sequence: number, now: number, content: readonly string[]): string {
  const stamp = calendarMoment(now);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${sequence}`,
    ...content,
    'END:VEVENT',
  ]
    .map(calendarLine)
    .join('');
}

/** An event without what changes with every writing. */
const withoutStamps = (text: string): string =>
  text.replace(/\r\n(DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r]*/g, '');

/** The same event, no longer to take place; it needs no alarms. */
function cancelled({ uid, sequence, text }: KnownEvent, now: number): string {
  const content = text
    .replace(/BEGIN:VALARM\r\n[^]*?END:VALARM\r\n/g, '')
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => /^(DTSTART|DTEND|SUMMARY|DESCRIPTION|CATEGORIES|TRANSP):/.test(line));
  return eventText(uid, sequence + 1, now, [...content, 'STATUS:CANCELLED']);
}

/**
 * A calendar of expiries (RFC 5545), in UTC so that every calendar shows the right hour. An event
 * keeps its name for ever; one that changed since the last file counts up, one whose robot does not
 * expire any more is cancelled, so that calendars take over both. What plans are about to make is
 * tentative, and cancelled once they have made it.
 * @returns its text in pieces, and at the end what became of its events
 */
export function* expiryCalendar(
  robots: readonly ExpiringRobot[],
  wish: CalendarWish,
): Generator<string, CalendarFigures> {
  const { now, alarmDaysOf, planned, others } = wish;
  const before = new Map(wish.before.map((event) => [event.uid, event]));
  const figures = { events: 0, added: 0, changed: 0, cancelled: 0, leftOut: 0 };
  const written = new Set<string>();
  /** The text of an event; '' for one that is left out. */
  const put = (uid: string, expiresAt: number, content: () => readonly string[]): string => {
    if (expiresAt === NEVER_EXPIRES || expiresAt > LATEST || written.has(uid)) {
      figures.leftOut += 1;
      return '';
    }
    written.add(uid);
    figures.events += 1;
    const known = before.get(uid);
    const sequence = known === undefined ? 0 : known.sequence + 1;
    const text = eventText(uid, sequence, now, content());
    if (known !== undefined && withoutStamps(known.text) === withoutStamps(text)) return known.text;
    if (known === undefined) figures.added += 1;
    else figures.changed += 1;
    return text;
  };
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Robots that expire',
  ];
  yield head.map(calendarLine).join('');
  for (const robot of robots) {
    yield put(eventUid(robot), robot.expiresAt, () =>
      contentOf(robot, alarmDaysOf(robot.instanceId)),
    );
  }
  for (const one of planned) yield put(planUid(one), one.expiresAt, () => plannedContentOf(one));
  const stays = (uid: string, expiresAt: number): boolean =>
    before.has(uid) && !written.has(uid) && expiresAt !== NEVER_EXPIRES && expiresAt > now;
  for (const robot of others.robots) {
    const uid = eventUid(robot);
    if (!stays(uid, robot.expiresAt)) continue;
    yield put(uid, robot.expiresAt, () => contentOf(robot, alarmDaysOf(robot.instanceId)));
  }
  for (const one of others.planned) {
    const uid = planUid(one);
    if (stays(uid, one.expiresAt)) yield put(uid, one.expiresAt, () => plannedContentOf(one));
  }
  for (const event of wish.before) {
    if (written.has(event.uid) || event.startsAt < now - KEPT_DAYS * SECONDS_PER_DAY) continue;
    if (event.isCancelled || event.startsAt <= now) {
      yield event.text;
      continue;
    }
    figures.cancelled += 1;
    yield cancelled(event, now);
  }
  yield calendarLine('END:VCALENDAR');
  return figures;
}
