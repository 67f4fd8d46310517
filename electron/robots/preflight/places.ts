import type { MakingPlace } from '../../../shared/contract/places.ts';
import type { KnownPlace } from '../../../shared/inventory/inventory.ts';
import { mayHandleRobots } from '../../../shared/permissions/subset.ts';
import { DEFAULT_PREFIX } from '../../../shared/robots/names.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { HarborClient } from '../../harbor/types.ts';
import { asAppError, type CommandPorts, type LoginGates, withHarbor } from '../harbors.ts';
import { allProjects } from './look-up-projects.ts';
import { plainVersion, readPlace } from './read-place.ts';
import { type Place, PROJECT_ADMIN } from '../situation.ts';

/** Seconds for which a place counts as just asked. */
const FRESH_FOR = 60;

/** So many projects are listed afresh; for more the inventory's names must do. */
const MOST_LISTED = 1_000;

/** A Harbor as it was asked, and what was looked up there since. */
export interface AskedPlace {
  place: Place;
  /** User name of the login that asked. */
  readonly as: string;
  /** Epoch seconds, our clock. */
  readonly at: number;
  /** Robots that have a name already, by where and what it is. */
  readonly taken: Map<string, Robot | null>;
}

/** What is known of places where robots may be made, asked at most once a minute. */
export interface Places {
  /** Never throws for a Harbor that is away: then what was last read stands in. */
  list(instanceId: string): Promise<MakingPlace>;
  /** Throws what connecting throws. */
  asked(instanceId: string): Promise<AskedPlace>;
}

const NO_SIGNAL = new AbortController().signal;

/** Whether this login may make robots in a project, as far as it is known; '' is the system. */
function mayMake({ caller, version }: Pick<Place, 'caller' | 'version'>, project: string): boolean {
  switch (caller.kind) {
    case 'admin':
      return true;
    case 'user': {
      if (project === '') return false;
      // Where Harbor tells no role at all, any project may be one of theirs.
      const isTold = [...caller.roles.values()].some((role) => role !== 0);
      return isTold ? caller.roles.get(project) === PROJECT_ADMIN : caller.roles.has(project);
    }
    case 'robot':
      return (
        caller.own === null ||
        mayHandleRobots(
          caller.own,
          'create',
          { level: project === '' ? 'system' : 'project', projectName: project },
          version,
        )
      );
  }
}

const listed = ({ accepted, ...place }: Place, asOf: number): MakingPlace => ({
  instanceId: place.instanceId,
  projects: [...place.projects].filter((name) => mayMake(place, name)).sort(),
  system: mayMake(place, ''),
  accepted: accepted && { system: [...accepted.system], project: [...accepted.project] },
  version: place.version,
  prefix: place.prefix,
  caller: { kind: place.caller.kind, username: place.caller.username },
  readOnly: place.readOnly,
  locked: place.locked,
  clockOffset: place.clockOffset,
  asOf,
  isFresh: true,
});

const remembered = (
  instanceId: string,
  known: KnownPlace | null,
  at: { readonly locked: boolean; readonly username: string },
): MakingPlace => ({
  instanceId,
  projects: known?.projects.map(({ name }) => name) ?? [],
  system: true,
  accepted: known?.catalogue
    ? { system: [...known.catalogue.system], project: [...known.catalogue.project] }
    : null,
  version: plainVersion(known?.version ?? ''),
  prefix: known?.prefix ?? DEFAULT_PREFIX,
  caller: { kind: 'unknown', username: at.username },
  readOnly: false,
  locked: at.locked,
  clockOffset: null,
  asOf: known?.asOf ?? null,
  isFresh: false,
});

/** Asks places with the logins of their instances. */
export function createPlaces(ports: CommandPorts, gates: LoginGates): Places {
  const kept = new Map<string, Promise<AskedPlace>>();

  const readNow = async (instanceId: string, client: HarborClient): Promise<Place> => {
    const { name, locked } = ports.book.instance(instanceId);
    const known = await ports.inventory.knownPlace(instanceId);
    const sources = { client, instanceId, instanceName: name, locked, known, signal: NO_SIGNAL };
    const place = await readPlace(sources);
    if (place.caller.kind === 'user' || place.projects.size > MOST_LISTED) return place;
    const ids = await allProjects(client, NO_SIGNAL);
    return { ...place, projects: new Set(ids.keys()), projectIds: ids };
  };

  const ask = (instanceId: string): Promise<AskedPlace> =>
    withHarbor(ports, gates, instanceId, async (client) => ({
      place: await readNow(instanceId, client),
      as: ports.passwords.userOf(instanceId),
      at: ports.now(),
      taken: new Map(),
    }));

  const asked = async (instanceId: string): Promise<AskedPlace> => {
    const { name, locked } = ports.book.instance(instanceId);
    const before = await kept.get(instanceId)?.catch(() => null);
    const isTheirs = before?.as === ports.passwords.userOf(instanceId);
    if (before && isTheirs && ports.now() - before.at < FRESH_FOR) {
      before.place = { ...before.place, instanceName: name, locked };
      return before;
    }
    const asking = ask(instanceId);
    kept.set(instanceId, asking);
    // What failed is asked again the next time.
    asking.catch(() => kept.delete(instanceId));
    return asking;
  };

  return {
    asked,
    async list(instanceId) {
      const { locked, loginId } = ports.book.instance(instanceId);
      try {
        const { place, at } = await asked(instanceId);
        return listed(place, at);
      } catch (error) {
        ports.log.info(`${instanceId} was not reached`, { code: asAppError(error).code });
        const known = await ports.inventory.knownPlace(instanceId);
        const login = ports.book.all().logins.find(({ id }) => id === loginId);
        return remembered(instanceId, known, { locked, username: login?.username ?? '' });
      }
    },
  };
}
