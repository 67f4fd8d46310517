import { readFile } from 'node:fs/promises';
import type { CallOutput, CallParsed } from '../../shared/contract/calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { RobotRow } from '../../shared/contract/robots.ts';
import {
  expiryCalendar,
  expiryReport,
  readCalendar,
  reportCsv,
  reportHtml,
  reportMarkdown,
  type CalendarFigures,
  type ExpiringRobot,
  type Others,
  type PlannedExpiry,
} from '../../shared/exports/expiry/index.ts';
import {
  effectiveOffset,
  EXPIRING,
  limitsOf,
  onOurClock,
} from '../../shared/robots/expiry/index.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import { formatQuery, parseQuery } from '../../shared/robots/query/index.ts';
import type { Desktop } from '../ports.ts';
import type { Commands } from '../robots/commands.ts';
import type { PlannedDate } from '../robots/plan/planned-expiries.ts';
import { writePrivately } from './atomic-file.ts';
import type { OneExport, RunningExport } from './one-export.ts';
import { piecesOf } from './pieces.ts';

type Wish = CallParsed<'expiry.export'>;
type Asked = Pick<Wish, 'query' | 'scope'>;
type Saved = CallOutput<'expiry.export'>;

/** Expiries as files: a calendar, or a report. */
export interface ExpiryFiles {
  /**
   * Saves where the user wants it; null if they did not. Throws `file-failed`, `disk-full`,
   * `cancelled`, and `not-allowed` while another export runs.
   */
  save(wish: Wish): Promise<Saved>;
}

interface ExpiryFilePorts {
  readonly inventory: Pick<Inventory, 'facts' | 'query' | 'robotById' | 'rows'>;
  readonly commands: Pick<Commands, 'planned'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
  readonly at: () => Now;
  readonly instances: () => readonly InstanceConfig[];
  /** The name of an instance. */
  readonly nameOf: (instanceId: string) => string;
  readonly exporting: OneExport;
}

/** A query without what it says about ends, which plans are about to change. */
function withoutEnds(text: string): string {
  const ends = ['state', 'expiry', 'expires', 'duration', 'snoozed'];
  const { terms } = parseQuery(text).query;
  return formatQuery({
    terms: terms.filter((term) => term.kind !== 'field' || !ends.includes(term.field)),
  });
}

/** Rows that are asked for at once. */
const BATCH = 500;

const NO_OTHERS: Others = { robots: [], planned: [] };

const REPORTS = { html: reportHtml, md: reportMarkdown, csv: reportCsv } as const;

/** What stands at the place where a calendar is to be saved; '' for nothing or nothing of ours. */
async function textAt(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT') return '';
    const message = `Purser could not read ${path}, to write the next calendar after it.`;
    throw new AppError('file-failed', message, { retryable: true, cause });
  }
}

export const createExpiryFiles = (ports: ExpiryFilePorts): ExpiryFiles => {
  const { inventory, commands, desktop, at, nameOf } = ports;

  const expiring = (row: RobotRow): ExpiringRobot => ({
    ...row,
    instance: nameOf(row.instanceId),
  });

  const sort = { column: 'expires', descending: false } as const;

  async function keysOf({ query, scope }: Asked, now: Now): Promise<Uint32Array> {
    return (await inventory.query({ query, scope, sort }, now)).keys;
  }

  async function robotsOf(
    keys: Uint32Array,
    now: Now,
    { signal, report }: RunningExport,
  ): Promise<ExpiringRobot[]> {
    const robots: ExpiringRobot[] = [];
    for (let from = 0; from < keys.length; from += BATCH) {
      signal.throwIfAborted();
      const rows = await inventory.rows([...keys.subarray(from, from + BATCH)], now);
      robots.push(...rows.map(expiring));
      report({ done: Math.min(from + BATCH, keys.length), total: keys.length });
    }
    return robots;
  }

  /** The row that says whether a date is asked for; null for a robot that is new and no twin. */
  async function rowFor({ robot, twinOf }: PlannedDate): Promise<number | null> {
    if (robot !== null) return robot.key;
    if (twinOf === null) return null;
    return (await inventory.robotById(twinOf.instanceId, twinOf.robotId))?.key ?? null;
  }

  /**
   * What plans are about to make of the robots that are asked for, whenever those expire today. A
   * robot that is new is asked for with the one it is the twin of, or where all of its instance are.
   */
  async function plannedOf({ query, scope }: Asked, now: Now): Promise<PlannedExpiry[]> {
    const dates = await commands.planned();
    if (dates.length === 0) return [];
    const rest = withoutEnds(query);
    const wanted = new Set(await keysOf({ query: rest, scope }, now));
    const facts = await inventory.facts(now);
    const offsets = new Map(facts.map((one) => [one.instanceId, effectiveOffset(one.clockOffset)]));
    const planned: PlannedExpiry[] = [];
    for (const date of dates) {
      const { instanceId, id, name, expiresAt, plan } = date;
      const offset = offsets.get(instanceId);
      const isInScope = scope.length === 0 || scope.includes(instanceId);
      const row = await rowFor(date);
      const isAsked = row === null ? rest === '' && isInScope : wanted.has(row);
      if (offset === undefined || !isAsked) continue;
      const instance = nameOf(instanceId);
      planned.push({
        instanceId,
        instance,
        id,
        name,
        expiresAt: onOurClock(expiresAt, offset),
        plan,
      });
    }
    return planned;
  }

  /** Everything that expires and is not asked for, which a calendar before may tell of. */
  async function othersOf(wanted: Uint32Array, now: Now, running: RunningExport): Promise<Others> {
    const everything = { query: EXPIRING, scope: [] };
    const asked = new Set(wanted);
    const left = (await keysOf(everything, now)).filter((key) => !asked.has(key));
    return {
      robots: await robotsOf(left, now, running),
      planned: await plannedOf(everything, now),
    };
  }

  async function saveCalendar(
    path: string,
    wish: Wish,
    now: Now,
    running: RunningExport,
  ): Promise<Saved> {
    const keys = await keysOf(wish, now);
    const robots = await robotsOf(keys, now, running);
    const before = readCalendar(await textAt(path));
    const ofInstance = new Map(
      ports
        .instances()
        .map((config) => [config.id, [...new Set([limitsOf(now, config).criticalDays, 1])]]),
    );
    const alarmDaysOf = (instanceId: string): readonly number[] =>
      ofInstance.get(instanceId) ?? [...new Set([now.criticalDays, 1])];
    const calendar = expiryCalendar(robots, {
      now: now.now,
      alarmDaysOf,
      before,
      planned: await plannedOf(wish, now),
      others: before.length === 0 ? NO_OTHERS : await othersOf(keys, now, running),
    });
    const told: { figures: CalendarFigures | null } = { figures: null };
    function* text(): Generator<string> {
      told.figures = yield* calendar;
    }
    await writePrivately(path, piecesOf(text(), running.signal));
    return { path, robots: robots.length, calendar: told.figures };
  }

  async function saveReport(
    path: string,
    wish: Wish & { readonly format: keyof typeof REPORTS },
    now: Now,
    running: RunningExport,
  ): Promise<Saved> {
    const { format, title, restsOn } = wish;
    const robots = await robotsOf(await keysOf(wish, now), now, running);
    const report = expiryReport(robots, { title, restsOn, now: now.now });
    await writePrivately(path, piecesOf(REPORTS[format](report), running.signal));
    return { path, robots: robots.length, calendar: null };
  }

  return {
    async save(wish) {
      const { format } = wish;
      const name = format === 'ics' ? 'robots-that-expire' : 'purser-expiry';
      const title = format === 'ics' ? 'Save the calendar' : 'Save the report';
      const path = await desktop.chooseSavePath(title, `${name}.${format}`);
      if (path === null) return null;
      return ports.exporting.run((running) =>
        format === 'ics'
          ? saveCalendar(path, wish, at(), running)
          : saveReport(path, { ...wish, format }, at(), running),
      );
    },
  };
};
