import type { PermissionEntry } from '../robots/robot.ts';
import { ANY_PROJECT } from './cells.ts';
import { compileSet, type CompiledPlace, type CompiledSet } from './compiled.ts';
import { countingAt, judgeBy, rulesOf, type Place, type Rules, type Subject } from './judge.ts';
import { knownPairs, type PairKind } from './pairs.ts';
import { pairOf } from './sets.ts';
import { gainsOf, type Holder } from './without-effects.ts';

/** A deny that takes nothing back. */
export interface DeadDeny {
  readonly kind: PairKind;
  /** '/' for the system, '*' for all projects, else the name of one. */
  readonly namespace: string;
  readonly pair: string;
}

const PULL = 'repository:pull';

const named = (name: string): Place => ({ kind: 'project', name });

/** Whether a deny speaks of a pair; `project:…` on all projects speaks of everything in them. */
function speaksOf(deny: string, pair: string): boolean {
  const [resource, action] = deny.split(':');
  const [ofPair, actionOfPair] = pair.split(':');
  return (
    (resource === '*' || resource === 'project' || resource === ofPair) &&
    (action === '*' || action === actionOfPair)
  );
}

/** Pairs whose answer a deny could change: those it speaks of, and the pull that follows a push. */
function touchedBy(deny: string, place: CompiledPlace, kind: PairKind): string[] {
  const isPush = deny.endsWith(':push');
  if (!deny.includes('*') && !deny.startsWith('project:')) return isPush ? [deny, PULL] : [deny];
  const known = [...knownPairs(kind)].map(({ pair }) => pair);
  return [...known, ...place.allow].filter(
    (pair) => !pair.includes('*') && (speaksOf(deny, pair) || (isPush && pair === PULL)),
  );
}

/** A set in which one place is another. */
function withPlace(set: CompiledSet, namespace: string, place: CompiledPlace): CompiledSet {
  if (namespace === '*') return { ...set, everywhere: place };
  if (namespace === '/') return { ...set, system: place };
  return { ...set, projects: new Map(set.projects).set(namespace, place) };
}

/**
 * Denies whose absence would change no answer that they speak of, not even in a public project;
 * each is judged as if the others stayed. That an entry counts by being there, whatever it says, is
 * not looked at.
 */
export function deadDenies(set: CompiledSet, subject: Subject, rules: Rules): DeadDeny[] {
  const places: (readonly [namespace: string, place: CompiledPlace | null])[] = [
    ['/', set.system],
    ['*', set.everywhere],
    ...set.projects,
  ];
  const everyProject = [ANY_PROJECT, ...[...set.projects.keys()].map(named)];
  return places.flatMap(([namespace, place]) => {
    if (place === null) return [];
    const kind = namespace === '/' ? 'system' : 'project';
    const one: Place = kind === 'system' ? { kind } : named(namespace);
    const reached = namespace === '*' ? everyProject : [one];
    return [...place.deny]
      .filter((deny) => {
        const left = new Set(place.deny);
        left.delete(deny);
        const without = withPlace(set, namespace, { ...place, deny: left });
        const answers = (of: CompiledSet, where: Place, pair: string): boolean[] =>
          [false, true].map((isPublic) => {
            const counting = countingAt(of, subject, where, rules);
            const open = isPublic && where.kind === 'project';
            return judgeBy(counting, pair, rules, open).state === 'allowed';
          });
        return reached.every((where) =>
          touchedBy(deny, place, kind).every(
            (pair) => String(answers(set, where, pair)) === String(answers(without, where, pair)),
          ),
        );
      })
      .map((pair) => ({ kind, namespace, pair }));
  });
}

/** "repository:push on team-a". */
export function denyWords({ namespace, pair }: DeadDeny): string {
  if (namespace === '/') return `${pair} in the system`;
  return `${pair} on ${namespace === '*' ? 'all projects' : namespace}`;
}

/** Permissions without one deny; an entry that is left with nothing goes. */
const leaving = (
  entries: readonly PermissionEntry[],
  { kind, namespace, pair }: DeadDeny,
): PermissionEntry[] =>
  entries
    .map((entry) =>
      entry.kind === kind && (kind === 'system' || entry.namespace === namespace)
        ? {
            ...entry,
            access: entry.access.filter((one) => one.effect !== 'deny' || pairOf(one) !== pair),
          }
        : entry,
    )
    .filter(({ access }) => access.length > 0);

/**
 * What a robot holds, without the denies that do nothing. One after the other goes, as two may each
 * do nothing only because of the other. One stays where without it the robot could do more at its
 * Harbor, or at the newest.
 * @param version of its Harbor; '' counts as the newest
 */
export function withoutDeadDenies(robot: Holder, version: string): PermissionEntry[] {
  let left = [...robot.permissions];
  const staying = new Set<string>();
  for (;;) {
    const set = compileSet(left);
    const next = deadDenies(set, robot, rulesOf(version)).find(
      (deny) => !staying.has(denyWords(deny)),
    );
    if (next === undefined) return left;
    const fewer = leaving(left, next);
    if (gainsOf(robot, set, compileSet(fewer), version).length === 0) left = fewer;
    else staying.add(denyWords(next));
  }
}
