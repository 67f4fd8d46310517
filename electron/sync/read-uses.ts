import type { BlindReason } from '../../shared/contract/last-use.ts';
import type { FoundUse, LogReading } from '../../shared/inventory/inventory.ts';
import { listsAuditLog } from '../../shared/permissions/reader.ts';
import type { AuditEntry } from '../harbor/types.ts';
import type { Course } from './course.ts';
import { PAGE_SIZE } from './limits.ts';
import { projectOfUse } from './project-of-use.ts';
import { goOn, parseCursor, type UseCursor } from './use-cursor.ts';

/** Seconds after which it is asked again whether Harbor logs pulls. */
const ASK_AGAIN_AFTER = 86_400;

/** What the login of a sync sees of the audit log: everything, some projects, or nothing. */
type View = 'everything' | 'nothing' | readonly number[];

/**
 * Reads from the audit log when robots were last used: what is new since the last sync first, then
 * on into the past until the log begins, one sync after the other. Throws what ends the sync.
 *
 * @param view what this login reads of the log; see `viewOf`
 * @param most requests for 100 entries each
 * @param kept where the sync before stopped, as JSON
 */
export async function readUses(
  course: Course,
  { view, prefix, most }: { view: View; prefix: string; most: number },
  kept: string | null,
): Promise<LogReading> {
  const known = parseCursor(kept);
  const projects = typeof view === 'string' ? null : [...view];
  const isExtended = course.capabilities.hasExtendedAudit;
  const now = Math.floor(course.serverNow());
  let cursor = goOn(known, { isExtended, prefix, projects }, now);
  const uses: Uses = new Map();
  const end = (blind: BlindReason | null): LogReading => {
    const from = coveredFrom(cursor);
    const projectsFrom = from === null ? null : Math.max(from, cursor.projectsSince ?? now);
    return {
      log: { blind, from, projects, projectsFrom },
      cursor: JSON.stringify(cursor),
      uses: [...uses].map(([name, { last, projects }]) => ({
        ...{ name, ...last },
        projects: [...projects].map(([project, at]) => ({ project, at })),
      })),
    };
  };
  if (most <= 0) return end('not-read');
  if (view === 'nothing' || projects?.length === 0) return end('not-allowed');
  try {
    cursor = await askWhetherLogged(course, cursor);
    const pages = createPages(course, cursor, most, (entry) => note(uses, entry, cursor));
    cursor = { ...(await readNew(course, pages, cursor)), readAt: now };
    cursor = await findBeginning(course, await readOn(pages, cursor));
  } catch {
    course.requests.signal.throwIfAborted();
    return end('failed');
  }
  return end(blindness(cursor));
}

/** What the login of a sync sees of the log (src/server/v2.0/handler/auditlog.go). */
export function viewOf({ identity, witness }: Course, administered: readonly number[]): View {
  if (identity.kind === 'user') return identity.isAdmin ? 'everything' : administered;
  const { reader } = witness;
  return reader !== null && listsAuditLog(reader.permissions) ? 'everything' : 'nothing';
}

/** From when on every entry was read, on the server's clock. */
function coveredFrom({ begins, oldest, blindUntil }: UseCursor): number | null {
  const from = begins ?? oldest?.at ?? null;
  return from === null ? null : Math.max(from, blindUntil);
}

function blindness({ logsPulls, hasPulls }: UseCursor): BlindReason | null {
  if (logsPulls?.is === false) return 'not-logged';
  return logsPulls?.is === true || hasPulls ? null : 'no-pulls';
}

/** What was found of each robot, by the name that Harbor stores: the last use, and the last in each project. */
type Uses = Map<
  string,
  { last: Pick<FoundUse, 'at' | 'what'>; readonly projects: Map<string, number> }
>;

/** A use of a robot; entries of people and failures are none. */
function note(uses: Uses, entry: AuditEntry, cursor: UseCursor): void {
  const { username, at, what, succeeded } = entry;
  const prefix = [cursor.prefix, ...cursor.earlier].find((one) => username.startsWith(one));
  if (prefix === undefined || prefix === '' || !succeeded || at === 0) return;
  const name = username.slice(prefix.length);
  const use = uses.get(name) ?? { last: { at, what }, projects: new Map<string, number>() };
  uses.set(name, use);
  if (use.last.at < at) use.last = { at, what };
  const project = projectOfUse(entry, prefix);
  if (project !== null) use.projects.set(project, Math.max(use.projects.get(project) ?? 0, at));
}

async function askWhetherLogged(course: Course, cursor: UseCursor): Promise<UseCursor> {
  const { client, identity, requests, progress } = course;
  const now = Math.floor(course.serverNow());
  const asked = cursor.logsPulls?.askedAt ?? 0;
  if (identity.kind !== 'user' || !identity.isAdmin || now - asked < ASK_AGAIN_AFTER) return cursor;
  progress.plan(1);
  const is = await requests.send((signal) => client.logsPulls(signal));
  if (is === null) return cursor;
  // What was switched on again may have been off until a moment ago.
  const blindUntil = is && cursor.logsPulls?.is !== false ? cursor.blindUntil : now;
  return { ...cursor, logsPulls: { is, askedAt: now }, blindUntil };
}

interface Pages {
  /** Says that as many pages lie ahead as may be read, which can make a session worth its while. */
  expectMore(): Promise<void>;
  /** The next page of a question, newest first; null once the bound is reached. */
  next(question: { since?: number; until?: number }, page: number): Promise<Page | null>;
}

interface Page {
  readonly entries: readonly AuditEntry[];
  /** There is nothing after it. */
  readonly isLast: boolean;
}

function createPages(
  { client, requests, progress }: Course,
  { prefix }: UseCursor,
  most: number,
  onEntry: (entry: AuditEntry) => void,
): Pages {
  let left = most;
  return {
    expectMore: () => client.expectRequests(left, requests.signal),
    async next(question, page) {
      if (left <= 0) return null;
      left -= 1;
      progress.plan(1);
      const asked = { ...question, usernamePart: prefix };
      const entries = await requests.send((signal) => client.auditLog(asked, page, signal));
      entries.forEach(onEntry);
      return { entries, isLast: entries.length < PAGE_SIZE };
    },
  };
}

const placeOf = ({ id, at }: AuditEntry): { id: number; at: number } => ({ id, at });

const hasPull = (entries: readonly AuditEntry[]): boolean => entries.some(({ isPull }) => isPull);

/**
 * Reads what came since the last sync. Where that is more than may be read there is a gap, and
 * what is known without one begins above it.
 */
async function readNew(course: Course, pages: Pages, before: UseCursor): Promise<UseCursor> {
  const { newest } = before;
  if (newest === null) return before;
  let cursor = before;
  for (let number = 1; ; number += 1) {
    const page = await pages.next({ since: newest.at }, number);
    if (page === null) return { ...cursor, begins: null };
    const { entries, isLast } = page;
    const [first] = entries;
    const last = entries.at(-1);
    if (number === 1 && first !== undefined) cursor = { ...cursor, newest: placeOf(first) };
    cursor = { ...cursor, hasPulls: cursor.hasPulls || hasPull(entries) };
    if (entries.some(({ id }) => id <= newest.id)) return { ...cursor, oldest: before.oldest };
    if (last !== undefined) cursor = { ...cursor, oldest: placeOf(last) };
    if (isLast) return afterPurge(course, cursor, before);
  }
}

/**
 * The newest entry that was known is no longer there: Harbor has purged its log. Where that went
 * beyond the last sync, entries are gone that nobody read, and what is certain begins after them.
 */
async function afterPurge(
  { client, requests, progress }: Course,
  cursor: UseCursor,
  before: UseCursor,
): Promise<UseCursor> {
  progress.plan(1);
  const first = await requests.send((signal) => client.oldestAuditEntry(signal));
  if (first !== null && first.at <= before.readAt) return { ...cursor, oldest: before.oldest };
  const isEmpty = cursor.newest?.id === before.newest?.id;
  const { newest, oldest } = isEmpty ? { newest: null, oldest: null } : cursor;
  return { ...cursor, newest, oldest, begins: first?.at ?? oldest?.at ?? null };
}

/** Reads on into the past from the oldest entry that is known, as far as the bound allows. */
async function readOn(pages: Pages, before: UseCursor): Promise<UseCursor & { isAtEnd?: true }> {
  if (before.begins !== null && before.newest !== null) return before;
  const question = before.oldest === null ? {} : { until: before.oldest.at };
  let cursor = before;
  for (let number = 1; ; number += 1) {
    const page = await pages.next(question, number);
    if (page === null) return cursor;
    const { entries, isLast } = page;
    const [first] = entries;
    const last = entries.at(-1);
    cursor = {
      ...cursor,
      newest: cursor.newest ?? (first === undefined ? null : placeOf(first)),
      oldest: last === undefined ? cursor.oldest : placeOf(last),
      hasPulls: cursor.hasPulls || hasPull(entries),
    };
    if (isLast) return { ...cursor, isAtEnd: true };
    if (number === 1) await pages.expectMore();
  }
}

/** The log has entries of people too: where the first of them stands it begins. */
async function findBeginning(
  { client, requests, progress }: Course,
  { isAtEnd, ...cursor }: UseCursor & { isAtEnd?: true },
): Promise<UseCursor> {
  if (isAtEnd !== true || cursor.begins !== null) return cursor;
  progress.plan(1);
  const first = await requests.send((signal) => client.oldestAuditEntry(signal));
  return { ...cursor, begins: first?.at ?? cursor.oldest?.at ?? null };
}
