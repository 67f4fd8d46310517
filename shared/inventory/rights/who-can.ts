import type { WhoAnswer, WhoQuestion } from '../../contract/permissions.ts';
import { everySystemRobotMakes, MAKES_PROJECTS } from '../../permissions/project-creation.ts';
import { whyMay, type MayReason } from '../../permissions/why-may.ts';
import { parseQuery } from '../../robots/query/parse.ts';
import { formatQuery } from '../../robots/query/format.ts';
import type { Term } from '../../robots/query/query.ts';
import { condition } from '../query/conditions.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import type { createQueries } from '../query/query.ts';
import type { RightLines } from './right-lines.ts';

const byName = { column: 'name', descending: false } as const;

/** What the query line says for places that are none of these names; no project can have them. */
const NO_NAMES = new Set(['/', '?', '*']);
const NOBODY = new Uint32Array();

/** The term of the query line that asks the same. */
function termOf({ kind, pair, project }: WhoQuestion): Term {
  const place = kind === 'system' ? '/' : (project ?? '?');
  const value = `${pair}@${place}`;
  return { kind: 'field', negated: false, field: 'may', values: [{ operator: 'is', value }] };
}

/** Whether more robots of an instance may be able to, by a setting that was not read. */
const isUnsure = ({ kind, pair }: WhoQuestion, one: CachedInstance): boolean =>
  kind === 'system' &&
  pair === MAKES_PROJECTS &&
  one.asOf !== null &&
  everySystemRobotMakes(one.harborVersion ?? '', one.projectCreation) === null;

/** Who can do something, by name, each with the reason. */
export function createWhoCan(
  instances: Instances,
  lines: RightLines,
  queries: ReturnType<typeof createQueries>,
) {
  return (question: WhoQuestion, thresholds: Now): WhoAnswer => {
    const all = instances.all();
    const terms = [...parseQuery(question.query).query.terms, termOf(question)];
    const query = formatQuery({ terms });
    const { scope } = question;
    if (question.kind === 'project' && NO_NAMES.has(question.project ?? '')) {
      return { keys: NOBODY.slice(), reasonOf: NOBODY.slice(), reasons: [], unsure: [], query };
    }
    const { keys } = queries({ query, scope, sort: byName }, thresholds);
    const theirs = condition(
      'r.key IN (SELECT value FROM json_each(?))',
      JSON.stringify([...keys]),
    );
    const found = lines.of(theirs, all);

    const inScope = all.filter(({ id }) => scope.length === 0 || scope.includes(id));
    const reasons: MayReason[] = [];
    const places = new Map<string, number>();
    const reasonOfLine = found.lines.map(({ set, subject, harbor }) => {
      const reason = whyMay(set, subject, question, harbor);
      const key = JSON.stringify(reason);
      const place = places.get(key) ?? reasons.push(reason) - 1;
      places.set(key, place);
      return place;
    });
    return {
      keys,
      reasonOf: Uint32Array.from(keys, (key) => reasonOfLine[found.lineOf.get(key) ?? 0] ?? 0),
      reasons,
      unsure: inScope.filter((one) => isUnsure(question, one)).map(({ id }) => id),
      query,
    };
  };
}
