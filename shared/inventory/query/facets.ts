import type { Database } from 'better-sqlite3';
import { FACET_FIELDS } from '../../contract/robot-lists.ts';
import type { Facet, RobotQuery } from '../../contract/robots.ts';
import { withoutField } from '../../robots/query/facets.ts';
import { formatQuery } from '../../robots/query/format.ts';
import { showsGone, type Query } from '../../robots/query/query.ts';
import { createFacetCounts, type Counted } from './facet-counts.ts';
import { marksOf, scanRobots } from './facet-scan.ts';
import type { Fleet } from './fleet.ts';
import { filterCondition, matchCondition, readQuery } from './filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { STANDING } from '../robot-record.ts';

/** Values of one facet that the window lists. */
const MOST_VALUES = 100;

/** Counts the values of every facet, each under the filter without its own terms. */
export function createFacets(db: Database, instances: Instances) {
  const countersOf = createFacetCounts(db);

  const count = (query: Query, scope: readonly string[], fleet: Fleet): Counted => {
    const withGone = scanRobots(db, matchCondition(query, scope, fleet, 'rows'));
    return {
      withGone,
      shown: showsGone(query)
        ? withGone
        : withGone.filter((robot) => marksOf(robot).standing !== STANDING.gone),
      condition: filterCondition(query, scope, fleet, 'rows'),
      ...fleet,
    };
  };

  return ({ query: text, scope }: Omit<RobotQuery, 'sort'>, thresholds: Now): Facet[] => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const query = readQuery(text);
    // Most facets have no terms of their own, and so the same robots.
    const counted = new Map<string, Counted>();
    return FACET_FIELDS.map((field) => {
      const others = withoutField(query, field);
      const key = formatQuery(others);
      const robots = counted.get(key) ?? count(others, scope, fleet);
      counted.set(key, robots);
      const found = countersOf[field](robots).filter((value) => value.count > 0);
      found.sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
      return {
        field,
        values: found.slice(0, MOST_VALUES),
        more: Math.max(0, found.length - MOST_VALUES),
      };
    });
  };
}
