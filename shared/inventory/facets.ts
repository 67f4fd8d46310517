import type { Database } from 'better-sqlite3';
import { FACET_FIELDS, type Facet, type RobotQuery } from '../contract/robots.ts';
import { withoutField } from '../robots/query/facets.ts';
import type { Thresholds } from '../robots/status.ts';
import { createFacetCounts } from './facet-counts.ts';
import type { Fleet } from './field-conditions.ts';
import { filterCondition, matchCondition, readQuery } from './filter.ts';
import type { Instances } from './instances.ts';

/** Values of one facet that the window lists. */
const MOST_VALUES = 100;

/** Counts the values of every facet, each under the filter without its own terms. */
export function createFacets(db: Database, instances: Instances) {
  const countersOf = createFacetCounts(db);
  return ({ query: text, scope }: Omit<RobotQuery, 'sort'>, thresholds: Thresholds): Facet[] => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const query = readQuery(text);
    return FACET_FIELDS.map((field) => {
      const others = withoutField(query, field);
      const counted = {
        match: matchCondition(others, scope, fleet),
        shown: filterCondition(others, scope, fleet),
        fleet,
      };
      const found = countersOf[field](counted).filter(({ count }) => count > 0);
      found.sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
      return {
        field,
        values: found.slice(0, MOST_VALUES),
        more: Math.max(0, found.length - MOST_VALUES),
      };
    });
  };
}
