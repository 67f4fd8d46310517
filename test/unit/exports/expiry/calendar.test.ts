import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { expiryCalendar, readCalendar } from '../../../../shared/exports/expiry/index.ts';
import type {
  ExpiringRobot,
  Others,
  PlannedExpiry,
} from '../../../../shared/exports/expiry/index.ts';
import { calendarText } from '../../../../shared/exports/expiry/calendar-text.ts';
import { aRobot, DAY, NOW, robotLists } from './robots.ts';

const SEED = { seed: 20_261_128 };
const LATEST = 253_402_300_799;
/** An instance with limits of its own. */
const LATE = '44444444-4444-4444-8444-444444444444';

const write = (
  robots: readonly ExpiringRobot[],
  before = '',
  now = NOW,
  planned: readonly PlannedExpiry[] = [],
  others: Others = { robots: [], planned: [] },
) => {
  const parts = expiryCalendar(robots, {
    now,
    alarmDaysOf: (instanceId) => (instanceId === LATE ? [30, 1] : [7, 1]),
    before: readCalendar(before),
    planned,
    others,
  });
  let text = '';
  for (let next = parts.next(); ; next = parts.next()) {
    if (next.done === true) return { text, ...next.value };
    text += next.value;
  }
};

/** As a strict reader understands a file. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      startsAt: event.startDate.toUnixTime(),
      zone: event.startDate.zone.tzid,
      summary: event.summary,
      description: event.description,
      status: String(component.getFirstPropertyValue('status')),
      alarms: component
        .getAllSubcomponents('valarm')
        .map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
    };
  });
}

const clean = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');

describe('a calendar', () => {
  it('is read back by a strict reader as it was meant, whatever names hold', () => {
    fc.assert(
      fc.property(robotLists, (robots) => {
        const { text, events, leftOut } = write(robots);
        const dated = robots.filter(({ expiresAt }) => expiresAt !== -1 && expiresAt <= LATEST);
        expect([events, leftOut]).toEqual([dated.length, robots.length - dated.length]);
        const read = eventsOf(text);
        expect(read).toHaveLength(dated.length);
        for (const [place, robot] of dated.entries()) {
          expect(read[place]).toMatchObject({
            uid: `robot-${robot.instanceId}-${robot.id}@purser`,
            sequence: 0,
            startsAt: robot.expiresAt,
            zone: 'UTC',
            summary: clean(`${robot.name} on ${robot.instance} expires`),
            status: 'CONFIRMED',
            alarms: ['-P7D', '-P1D'],
          });
        }
      }),
      SEED,
    );
  });

  it('has lines of at most 75 octets, each with CRLF, and unbroken characters', () => {
    fc.assert(
      fc.property(robotLists, (robots) => {
        const { text } = write(robots);
        expect(text.endsWith('\r\n')).toBe(true);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
      }),
      SEED,
    );
    expect(calendarText('a\r\nb;c,d\\e\u0007')).toBe('a\\nb\\;c\\,d\\\\e');
  });
});

describe('what is put off or planned', () => {
  it('sounds no alarm before a snooze ends', () => {
    const until = aRobot(20).expiresAt - 3 * DAY;
    const [event] = eventsOf(write([aRobot(20, { snooze: { until } })]).text);
    expect(event?.alarms).toEqual(['-P1D']);
    const whole = aRobot(20, { snooze: { until: aRobot(20).expiresAt } });
    expect(eventsOf(write([whole]).text)[0]?.alarms).toEqual([]);
  });

  it('sounds its alarms by the limits of its instance', () => {
    const events = eventsOf(write([aRobot(20), aRobot(21, { instanceId: LATE })]).text);
    expect(events.map(({ alarms }) => alarms)).toEqual([
      ['-P7D', '-P1D'],
      ['-P30D', '-P1D'],
    ]);
  });

  it('has what a plan is about to make, tentative, until it is made', () => {
    const robot = aRobot(5);
    const at = NOW + 90 * DAY;
    const planned = { ...robot, id: '5', expiresAt: at, plan: 'Renew 4 robots; quickly' };
    const first = write([robot], '', NOW, [planned]);
    expect(first).toMatchObject({ events: 2, added: 2 });
    expect(eventsOf(first.text)).toMatchObject([
      { uid: `robot-${robot.instanceId}-5@purser`, startsAt: robot.expiresAt },
      {
        uid: `plan-${robot.instanceId}-5@purser`,
        startsAt: at,
        status: 'TENTATIVE',
        alarms: [],
        description: 'As soon as this plan is carried out: Renew 4 robots; quickly.',
      },
    ]);
    const next = write([aRobot(5, { expiresAt: at })], first.text, NOW + 60);
    expect(next).toMatchObject({ changed: 1, cancelled: 1 });
    expect(eventsOf(next.text).map(({ status }) => status)).toEqual(['CONFIRMED', 'CANCELLED']);
    const never = write([], '', NOW, [{ ...planned, expiresAt: -1 }]);
    expect(never).toMatchObject({ events: 0, leftOut: 1 });
  });
});

describe('the next calendar', () => {
  const first = write([aRobot(1), aRobot(2), aRobot(3), aRobot(4)]);
  const uid = (id: number): string => `robot-${aRobot(id).instanceId}-${id}@purser`;

  it('is the same where nothing changed', () => {
    const next = write([aRobot(1), aRobot(2), aRobot(3), aRobot(4)], first.text, NOW + 60);
    expect(next.text).toBe(first.text);
    expect(next).toMatchObject({ added: 0, changed: 0, cancelled: 0, events: 4 });
  });

  it('counts up what was renewed, cancels what is gone, adds what is new', () => {
    const renewed = aRobot(2, { expiresAt: NOW + 90 * DAY });
    const next = write([aRobot(1), renewed, aRobot(5)], first.text, NOW + 60);
    expect(next).toMatchObject({ added: 1, changed: 1, cancelled: 2, events: 3 });
    const byUid = new Map(eventsOf(next.text).map((event) => [event.uid, event]));
    expect(byUid.get(uid(1))).toMatchObject({ sequence: 0, status: 'CONFIRMED' });
    expect(byUid.get(uid(2))).toMatchObject({
      sequence: 1,
      startsAt: renewed.expiresAt,
      status: 'CONFIRMED',
    });
    expect(byUid.get(uid(3))).toMatchObject({ sequence: 1, status: 'CANCELLED', alarms: [] });
    expect(byUid.get(uid(5))).toMatchObject({ sequence: 0 });

    const back = write([aRobot(1), renewed, aRobot(3)], next.text, NOW + 120);
    const again = eventsOf(back.text).find((event) => event.uid === uid(3));
    expect(again).toMatchObject({ sequence: 2, status: 'CONFIRMED', alarms: ['-P7D', '-P1D'] });
  });

  it('cancels nothing that takes place, though it is not asked for this time', () => {
    const renewed = aRobot(2, { expiresAt: NOW + 90 * DAY });
    const planned = { ...aRobot(3), id: '3', expiresAt: NOW + 80 * DAY, plan: 'Renew 1 robot' };
    const before = write([aRobot(1), aRobot(2), aRobot(3), aRobot(4)], '', NOW, [planned]);
    const others = {
      robots: [renewed, aRobot(3, { expiresAt: -1 }), aRobot(4), aRobot(5)],
      planned: [planned, { ...planned, id: '4' }],
    };
    const next = write([aRobot(1)], before.text, NOW + 60, [], others);
    expect(next).toMatchObject({ events: 4, added: 0, changed: 1, cancelled: 1, leftOut: 0 });
    const states = new Map(eventsOf(next.text).map((event) => [event.uid, event.status]));
    expect(states).toEqual(
      new Map([
        [uid(1), 'CONFIRMED'],
        [uid(2), 'CONFIRMED'],
        [uid(3), 'CANCELLED'],
        [uid(4), 'CONFIRMED'],
        [uid(3).replace('robot-', 'plan-'), 'TENTATIVE'],
      ]),
    );
  });

  it('keeps what is over or was cancelled for a while', () => {
    const later = write([], first.text, NOW + 3 * DAY);
    expect(later.cancelled).toBe(1);
    expect(eventsOf(later.text)).toHaveLength(4);
    const muchLater = write([], later.text, NOW + 93 * DAY + 1);
    expect(eventsOf(muchLater.text).map((event) => event.uid)).toEqual([uid(4)]);
  });

  it('never lets a sequence fall, and says each robot once', () => {
    fc.assert(
      fc.property(fc.array(robotLists, { minLength: 2, maxLength: 5 }), (rounds) => {
        let text = '';
        const sequences = new Map<string, number>();
        rounds.forEach((robots, round) => {
          text = write(robots, text, NOW + round * DAY).text;
          const events = eventsOf(text);
          expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
          for (const event of events) {
            expect(event.sequence).toBeGreaterThanOrEqual(sequences.get(event.uid) ?? 0);
            sequences.set(event.uid, event.sequence);
          }
        });
      }),
      { ...SEED, numRuns: 40 },
    );
  });

  it('takes nothing from a file that is not its own', () => {
    expect(readCalendar('')).toEqual([]);
    expect(readCalendar(first.text.replace('Purser', 'Other'))).toEqual([]);
    expect(readCalendar(first.text)).toHaveLength(4);
  });
});
