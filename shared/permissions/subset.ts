import type { PermissionEntry, Robot } from '../robots/robot.ts';
import { compileSet } from './compiled.ts';
import { becauseOf } from './effective.ts';
import { judge, rulesOf, type Place } from './judge.ts';
import { isBefore } from './releases.ts';
import { normalForm, pairOf } from './sets.ts';
import { withoutEffects } from './without-effects.ts';

/**
 * Which robots a robot may make. Harbor compares what is asked for with what the maker holds
 * (goharbor/harbor src/server/v2.0/handler/robot.go, isValidPermissionScope), literally: an
 * effect '' is not `allow`, and the maker's entry for a project counts alone, without its `*`.
 */

/** Why Harbor would refuse a robot that a robot makes, and the way round. */
export interface MakingDenial {
  readonly message: string;
  readonly wayOut: string;
  /** Its effects are in the way, which recreating the maker takes away. */
  readonly isCuredByRecreating: boolean;
}

type Denial = Omit<MakingDenial, 'isCuredByRecreating'>;

/** The robot that is asked for. */
export type Wanted = Pick<Robot, 'level' | 'projectName' | 'permissions'>;

/** Until then the maker was looked for in the project of the new robot (goharbor/harbor#21406). */
const LOOKUP_FIXED = '2.14.1';
/** Until then `*` of the maker covered no named project (goharbor/harbor#21251). */
const STAR_COVERS = '2.12.1';
/** From then robots may hold robot:create, and what they hand out is compared. */
const ROBOTS_MAKE = '2.12.0';

const placeWords = ({ kind, namespace }: Pick<PermissionEntry, 'kind' | 'namespace'>): string => {
  if (kind === 'system') return 'the system';
  return namespace === '*' ? 'all projects' : namespace;
};

/**
 * Why a robot may make, change or delete robots at a place, as a sentence; null where it may not.
 * It is what Harbor asks first: denials, wildcards of old Harbors and everything else that `judge`
 * knows included.
 * @param version of the Harbor, for example "2.14.0"
 */
export function whyHandlesRobots(
  own: Robot,
  action: 'create' | 'update' | 'delete',
  { level, projectName }: Pick<Wanted, 'level' | 'projectName'>,
  version: string,
): string | null {
  const at: Place =
    level === 'system' ? { kind: 'system' } : { kind: 'project', name: projectName };
  const pair = `robot:${action}`;
  const judged = judge(compileSet(own.permissions), own, at, pair, rulesOf(version));
  return judged.state === 'allowed' ? becauseOf(judged, pair, at) : null;
}

/** Whether it may, by the same rules. */
export const mayHandleRobots = (...asked: Parameters<typeof whyHandlesRobots>): boolean =>
  whyHandlesRobots(...asked) !== null;

function noRight(maker: Robot, { level, projectName }: Wanted, version: string): Denial {
  const where = level === 'system' ? 'the system' : projectName;
  const isTooOld = isBefore(version, ROBOTS_MAKE) && !isBefore(version, '2.10.0');
  return {
    message: isTooOld
      ? `Robots cannot make robots before Harbor 2.12, and this one is ${version}.`
      : `${maker.name} does not hold robot:create on ${where}.`,
    wayOut: 'Use the login of a user who may create robots there.',
  };
}

/** What of an entry the maker does not hold, and why that is so. */
function missingFrom(
  wanted: PermissionEntry,
  held: ReadonlyMap<string, PermissionEntry>,
  starCovers: boolean,
): Denial | null {
  const { kind, namespace } = wanted;
  const place = placeWords(wanted);
  const star = held.get(`${kind}:*`);
  const own = held.get(`${kind}:${namespace}`);
  const entry = own ?? (starCovers ? star : undefined);
  if (entry === undefined) {
    return {
      message:
        star === undefined
          ? `The robot that makes it holds nothing on ${place}.`
          : `The robot that makes it holds permissions on all projects, and in this release that does not cover ${place} (goharbor/harbor#21251).`,
      wayOut:
        star === undefined
          ? `Leave out ${place}, or use another login.`
          : 'Ask for all projects, or use the login of a user.',
    };
  }
  const effects = new Map<string, string[]>();
  for (const access of entry.access) {
    effects.set(pairOf(access), [...(effects.get(pairOf(access)) ?? []), access.effect]);
  }
  const lacking = wanted.access.filter(
    (access) => effects.get(pairOf(access))?.includes(access.effect) !== true,
  );
  const [first] = lacking;
  if (first === undefined) return null;
  const pairs = [...new Set(lacking.map(pairOf))].join(', ');
  if (lacking.every((access) => effects.has(pairOf(access)))) {
    const said = (effect: string): string => (effect === '' ? 'no effect' : `“${effect}”`);
    const theirs = effects.get(pairOf(first))?.map(said).join(' or ') ?? '';
    return {
      message: `The robot that makes it holds ${pairs} on ${place} with ${theirs}, and this asks for ${said(first.effect)}. Harbor compares that literally.`,
      wayOut: `Ask for ${theirs} there.`,
    };
  }
  const isHidden = own !== undefined && star !== undefined;
  return {
    message: `The robot that makes it does not hold ${pairs} on ${place}.${isHidden ? ' What it holds on all projects does not count, because it has an entry for this one.' : ''}`,
    wayOut: 'Leave that out, or use a login that holds it.',
  };
}

function denialOf(maker: Robot, wanted: Wanted, version: string): Denial | null {
  if (!mayHandleRobots(maker, 'create', wanted, version)) return noRight(maker, wanted, version);
  if (isBefore(version, ROBOTS_MAKE)) return null;
  const isAcross = maker.level === 'system' && wanted.level === 'project';
  if (isAcross && isBefore(version, LOOKUP_FIXED)) {
    return {
      message: `Harbor ${version} lets no system robot make a robot in a project, whatever it holds (goharbor/harbor#21406, solved in 2.14.1 and 2.15).`,
      wayOut:
        'Make a system robot with permissions in that project alone, or use the login of a user.',
    };
  }
  const held = new Map(
    normalForm(maker.permissions).map((entry) => [`${entry.kind}:${entry.namespace}`, entry]),
  );
  const starCovers = !isBefore(version, STAR_COVERS);
  for (const entry of wanted.permissions) {
    const denial = missingFrom(entry, held, starCovers);
    if (denial !== null) return denial;
  }
  return null;
}

/**
 * Why this maker cannot make this robot; null if it can.
 * @param version of the Harbor, for example "2.14.0"
 */
export function makingDenial(maker: Robot, wanted: Wanted, version: string): MakingDenial | null {
  const denial = denialOf(maker, wanted, version);
  if (denial === null) return null;
  const { permissions } = withoutEffects(maker, version, false);
  if (denialOf({ ...maker, permissions }, wanted, version) !== null) {
    return { ...denial, isCuredByRecreating: false };
  }
  return {
    message: denial.message,
    wayOut: `${denial.wayOut} Or have a user recreate ${maker.name}, which clears its effects.`,
    isCuredByRecreating: true,
  };
}
