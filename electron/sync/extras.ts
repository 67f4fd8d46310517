import type { ReadingEnd } from '../../shared/inventory/inventory.ts';
import { DEFAULT_PREFIX } from '../../shared/robots/names.ts';
import type { Course } from './course.ts';
import type { SyncFacts } from './facts.ts';

type Catalogue = ReadingEnd['catalogue'];

/** What is worth knowing beside the robots. */
export interface Extras {
  readonly catalogue: SyncFacts['catalogue'];
  readonly prefix: string;
  /** By user id, as far as they are known; '' is not to be had. */
  readonly userNames: Readonly<Record<string, string>>;
}

/**
 * Finds out the permission catalogue, the robot name prefix and the names of creators with at
 * most `spare` requests, in this order; what is left unasked is asked by a later sync.
 * Throws only what ends the whole sync.
 */
export async function readExtras(course: Course, spare: number): Promise<Extras> {
  let left = spare;
  const ask = async <T>(question: (signal: AbortSignal) => Promise<T>): Promise<T | null> => {
    if (left <= 0) return null;
    left -= 1;
    course.progress.plan(1);
    try {
      return await course.requests.send(question);
    } catch {
      course.requests.signal.throwIfAborted();
      return null;
    }
  };

  const catalogue = await catalogueOf(course, ask);
  const prefix = await prefixOf(course, ask);
  const userNames: Record<string, string> = { ...course.remembered.userNames, ...ownName(course) };
  const unknown = [...course.witness.creators].filter((id) => userNames[id] === undefined);
  if (course.rights.identity === 'system-admin') {
    for (const id of unknown.slice(0, left)) {
      userNames[id] = (await ask((signal) => course.client.userName(id, signal))) ?? '';
    }
  }
  return { catalogue, prefix, userNames };
}

type Ask = <T>(question: (signal: AbortSignal) => Promise<T>) => Promise<T | null>;

/** Asked again only when version or login have changed; the answer depends on nothing else. */
async function catalogueOf(course: Course, ask: Ask): Promise<SyncFacts['catalogue']> {
  const { client, info, rights, remembered, capabilities } = course;
  const { version } = info;
  const { username } = rights;
  const known = remembered.catalogue;
  if (known?.version === version && known.username === username) return known;
  const canTell = rights.identity === 'system-admin' || rights.identity === 'project-admin';
  if (!capabilities.hasCatalogue || !canTell) return { version, username, pairs: null };
  const answer: Catalogue = await ask((signal) => client.catalogue(signal));
  if (answer === null) return known;
  const pairs = { system: [...answer.system], project: [...answer.project] };
  return { version, username, pairs };
}

/** The robots tell it themselves, unless there is no project robot among them. */
async function prefixOf(
  { client, rights, witness, remembered }: Course,
  ask: Ask,
): Promise<string> {
  const told = witness.prefix();
  if (told !== null) return told;
  const mayAsk = rights.identity === 'system-admin';
  const answer = mayAsk ? await ask((signal) => client.robotPrefix(signal)) : null;
  return answer ?? remembered.prefix ?? DEFAULT_PREFIX;
}

/** Harbor's first user is the administrator it was installed with. */
const ownName = ({ rights }: Course): Record<string, string> =>
  rights.identity === 'system-admin' && rights.username === 'admin' ? { 1: 'admin' } : {};
