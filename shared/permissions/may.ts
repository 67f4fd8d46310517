import type { CanQuestion } from '../robots/query/can.ts';
import { ANY_PROJECT, placesOf } from './cells.ts';
import type { CompiledSet } from './compiled.ts';
import { pairsInForce } from './effective.ts';
import { judge, type Place, type Rules, type Subject } from './judge.ts';
import { pairInfo } from './pairs.ts';

/** Where a question looks: everywhere that the set speaks of, or at one place. */
function placesAsked(set: CompiledSet, subject: Subject, namespace: string | null): Place[] {
  if (namespace === '/') return [{ kind: 'system' }];
  if (namespace === '*') return [ANY_PROJECT];
  if (namespace !== null && namespace !== '?') return [{ kind: 'project', name: namespace }];
  const projects = placesOf(set, subject, 'project');
  return namespace === '?' ? projects : [{ kind: 'system' }, ...projects];
}

/**
 * Whether a permission means anything at a place: one that belongs to the other kind does not, even
 * where a wildcard of an old robot would cover it.
 */
export function isMeantAt(set: CompiledSet, at: Place, pair: string): boolean {
  const other = at.kind === 'system' ? 'project' : 'system';
  if (pairInfo(at.kind, pair) !== null || pairInfo(other, pair) === null) return true;
  const places =
    at.kind === 'system' ? [set.system] : [set.everywhere, set.projects.get(at.name) ?? null];
  return places.some((place) => place !== null && (place.allow.has(pair) || place.deny.has(pair)));
}

/**
 * Whether Harbor lets a robot do what is asked: what `may:` of the query line finds. Unlike what it
 * is granted, this counts pull that comes with push, and everything else that `judge` knows; what
 * anybody may do in public projects is not counted.
 * @param asked `*` for any resource or action; namespace `?` for some project, `*` for a project
 * that no entry names
 */
export function mayDo(
  set: CompiledSet,
  subject: Subject,
  { resource, action, namespace }: CanQuestion,
  rules: Rules,
): boolean {
  const places = placesAsked(set, subject, namespace);
  if (resource !== '*' && action !== '*') {
    const pair = `${resource}:${action}`;
    return places.some(
      (at) => isMeantAt(set, at, pair) && judge(set, subject, at, pair, rules).state === 'allowed',
    );
  }
  const fits = (pair: string): boolean =>
    (resource === '*' || pair.startsWith(`${resource}:`)) &&
    (action === '*' || pair.endsWith(`:${action}`));
  return places.some((at) => pairsInForce(set, subject, at, rules).some(fits));
}
