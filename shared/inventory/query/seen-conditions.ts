import { IN_USE_WITHIN } from '../../robots/last-use.ts';
import { asSeenWord, type SeenWord } from '../../robots/query/fields.ts';
import { parseMoment, spanOf } from '../../robots/query/moments.ts';
import type { Comparison } from '../../robots/query/query.ts';
import { all, any, condition, FALSE, not, type Condition } from './conditions.ts';
import type { Fleet } from './fleet.ts';
import type { CachedInstance } from '../instances.ts';
import { LEVEL, NEVER } from '../robot-record.ts';

const USED = condition('r.used > 0');

/** Robots of an instance whose every use stands in what was read of its log. */
function covered({ num, useLog: { projects } }: CachedInstance): Condition {
  const own = condition(`r.instance = ${num}`);
  if (projects === null) return own;
  return all([
    own,
    condition(
      `r.level = ${LEVEL.project} AND r.project IN (SELECT num FROM project
       WHERE instance = ${num} AND id IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(projects),
    ),
  ]);
}

/** Instances whose log says something, and begins before a moment. */
const telling = ({ instances }: Fleet, before: number): CachedInstance[] =>
  instances.filter(
    ({ useLog: { blind, from } }) => blind === null && from !== null && from < before,
  );

/** Robots of which a log says something. */
const told = (fleet: Fleet): Condition => any(telling(fleet, Infinity).map(covered));

/** Robots of which a word of `seen:` holds; `lastUseOf` in shared/robots/last-use.ts for one. */
export function seenWordCondition(word: SeenWord, fleet: Fleet): Condition {
  switch (word) {
    case 'used':
      return USED;
    case 'never':
      return all([not(USED), told(fleet)]);
    case 'unknown':
      return all([not(USED), not(told(fleet))]);
    case 'until-expiry':
      return condition(
        `(r.used > 0 AND r.expires < ${NEVER} AND r.used >= r.expires - ${IN_USE_WITHIN})`,
      );
  }
}

/**
 * Robots certainly not used since a moment; `quietSince` in shared/robots/last-use.ts for one.
 * Births are kept as Harbor's clock has them, uses as ours has.
 */
function quietBefore(moment: number, fleet: Fleet): Condition {
  const told = telling(fleet, moment);
  const offsets = [...new Set(told.map(({ offsetUsed }) => offsetUsed))];
  return any(
    offsets.map((offset) =>
      all([
        condition('(r.used < ? AND r.created < ?)', moment, moment + offset),
        any(told.filter(({ offsetUsed }) => offsetUsed === offset).map(covered)),
      ]),
    ),
  );
}

/** Robots that one value of `seen:` fits. */
export function seenCondition({ operator, value }: Comparison, fleet: Fleet): Condition {
  const word = asSeenWord(value);
  if (word !== null) return seenWordCondition(word, fleet);
  const moment = parseMoment(value);
  if (moment === null || moment.kind === 'never') return FALSE;
  const { from, to } = spanOf(operator, moment, true, fleet.thresholds.now);
  if (from === -Infinity) return quietBefore(to, fleet);
  const since = condition('r.used >= ?', Math.max(from, 1));
  return to === Infinity ? since : all([since, condition('r.used < ?', to)]);
}
