import { catalogueOf } from '../../shared/permissions/catalogue.ts';
import { DEFAULT_PREFIX } from '../../shared/robots/names.ts';
import type { Identity, SystemInfo } from '../harbor/types.ts';
import type { Course } from './course.ts';
import type { SyncFacts } from './facts.ts';

/** What is worth knowing beside the robots. */
export interface Extras {
  readonly catalogue: SyncFacts['catalogue'];
  readonly prefix: string;
  /** By user id, as far as they are known; '' is not to be had. */
  readonly userNames: Readonly<Record<string, string>>;
  readonly usersAskedAt: number;
  readonly usersDue: readonly number[];
}

/** Null where it was not asked, or Harbor failed at it. What is answered already costs nothing. */
type Ask = <T>(
  question: (signal: AbortSignal) => Promise<T>,
  isAnswered?: boolean,
) => Promise<{ answer: T } | null>;

/**
 * Finds out the robot name prefix, the names of creators and the permission catalogue with at
 * most `spare` requests; what is left unasked is asked by a later sync. The catalogue comes
 * first only where no release's own is known to stand in for it. Throws only what ends the
 * whole sync.
 */
export async function readExtras(course: Course, spare: number): Promise<Extras> {
  let left = spare;
  const ask: Ask = async (question, isAnswered = false) => {
    if (left <= 0 && !isAnswered) return null;
    if (!isAnswered) left -= 1;
    course.progress.plan(1);
    try {
      return { answer: await course.requests.send(question) };
    } catch {
      course.requests.signal.throwIfAborted();
      return null;
    }
  };
  const isUrgent = catalogueOf(course.info.version) === null;
  const early = isUrgent ? await askCatalogue(course, ask) : null;
  const prefix = await askPrefix(course, ask);
  const creators = await askCreators(course, ask);
  const catalogue = early ?? (await askCatalogue(course, ask));
  return { catalogue, prefix, ...creators };
}

const isAdmin = ({ identity }: Course): boolean => identity.kind === 'user' && identity.isAdmin;

/** The catalogue of the sync before, if version and login are the same: it depends on nothing else. */
export function rememberedCatalogue(
  { catalogue }: SyncFacts,
  { version }: SystemInfo,
  { username }: Identity,
): SyncFacts['catalogue'] {
  return catalogue?.version === version && catalogue.username === username ? catalogue : null;
}

/** A project administrator is told half of it. */
const isWhole = (catalogue: SyncFacts['catalogue'], version: string): boolean =>
  catalogue?.version === version && (catalogue.pairs?.system.length ?? 0) > 0;

async function askCatalogue(course: Course, ask: Ask): Promise<SyncFacts['catalogue']> {
  const { client, info, identity, remembered, capabilities } = course;
  const { version } = info;
  const { username } = identity;
  const known = rememberedCatalogue(remembered, info, identity);
  if (known !== null) return known;
  const none = { version, username, pairs: null };
  // No robot may read it, on any version; what another login was told of the same Harbor holds.
  if (identity.kind === 'robot' && isWhole(remembered.catalogue, version)) {
    return remembered.catalogue;
  }
  if (!capabilities.hasCatalogue || identity.kind === 'robot') return none;
  const told = await ask((signal) => client.catalogue(signal), capabilities.isProbed);
  if (told === null) return remembered.catalogue;
  if (told.answer === null) return none;
  const { system, project } = told.answer;
  return { version, username, pairs: { system: [...system], project: [...project] } };
}

/** The robots tell it themselves, unless there is no project robot among them. */
async function askPrefix(course: Course, ask: Ask): Promise<string> {
  const { client, witness, remembered } = course;
  const seen = witness.prefix();
  if (seen !== null) return seen;
  const told = isAdmin(course) ? await ask((signal) => client.robotPrefix(signal)) : null;
  return told?.answer ?? remembered.prefix ?? DEFAULT_PREFIX;
}

/** Seconds after which it is asked again who is still there. */
const ASK_AGAIN_AFTER = 86_400;

/**
 * Only a system administrator may ask who a user id is: the list first, once a day, then one by
 * one those that it leaves out. It has a hundred users at most and never the first administrator
 * (src/server/v2.0/handler/user.go), so that who is not in it need not be gone.
 */
async function askCreators(
  course: Course,
  ask: Ask,
): Promise<Pick<Extras, 'userNames' | 'usersAskedAt' | 'usersDue'>> {
  const { client, identity, remembered, witness } = course;
  const own = identity.kind === 'user' ? { [identity.id]: identity.username } : {};
  const names: Record<string, string> = { ...remembered.userNames, ...own };
  let { usersAskedAt } = remembered;
  const due = new Set(remembered.usersDue);
  const others = [...witness.creators].filter((id) => own[id] === undefined);
  if (!isAdmin(course)) return { userNames: names, usersAskedAt, usersDue: [...due] };
  const now = Math.floor(course.serverNow());
  if (others.length > 0 && now - usersAskedAt >= ASK_AGAIN_AFTER) {
    const told = await ask((signal) => client.userNames(signal));
    if (told !== null) {
      usersAskedAt = now;
      const listed = told.answer ?? {};
      Object.assign(names, listed);
      // An id is given once: who is gone stays gone.
      for (const id of others) if (listed[id] === undefined && names[id] !== '') due.add(id);
    }
  }
  for (const id of usersAskedAt > 0 ? others : []) {
    if (names[id] !== undefined && !due.has(id)) continue;
    const told = await ask((signal) => client.userName(id, signal));
    if (told === null) continue;
    names[id] = told.answer ?? '';
    due.delete(id);
  }
  const made = new Set(others);
  return { userNames: names, usersAskedAt, usersDue: [...due].filter((id) => made.has(id)) };
}
