import type { UpgradeAnswer, UpgradeQuestion } from '../../contract/permissions.ts';
import { isOffered, upgradeEffect, type KindPair } from '../../permissions/upgrade.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import type { createQueries } from '../query/query.ts';
import type { RightLines } from './right-lines.ts';

const byName = { column: 'name', descending: false } as const;

/** Adds up robots by permission, and remembers which lines have any. */
function createTally() {
  const counts = new Map<string, KindPair & { robots: number }>();
  const lines = new Set<number>();
  return {
    add(pairs: readonly KindPair[], line: number, robots: number): void {
      if (pairs.length > 0) lines.add(line);
      for (const { kind, pair } of pairs) {
        const key = `${kind} ${pair}`;
        const known = counts.get(key) ?? { kind, pair, robots: 0 };
        counts.set(key, known);
        known.robots += robots;
      }
    },
    /** Those of most robots first. */
    pairs: () =>
      [...counts.values()].sort(
        (left, right) => right.robots - left.robots || (left.pair < right.pair ? -1 : 1),
      ),
    has: (line: number): boolean => lines.has(line),
  };
}

/** What another release would make of the robots of an instance. */
export function createUpgradeCheck(
  instances: Instances,
  lines: RightLines,
  queries: ReturnType<typeof createQueries>,
) {
  return ({ instanceId, version }: UpgradeQuestion, thresholds: Now): UpgradeAnswer => {
    const all = instances.all();
    const from = all.find(({ id }) => id === instanceId)?.harborVersion ?? '';
    const scope = [instanceId];
    const { keys } = queries({ query: '', scope, sort: byName }, thresholds);
    const fleet = { thresholds, instances: all };
    const found = lines.of(filterCondition(readQuery(''), scope, fleet, 'rows'), all);
    const [refused, gained, lost] = [createTally(), createTally(), createTally()];
    found.lines.forEach(({ set, subject }, line) => {
      const effect = upgradeEffect(set, subject, from, version);
      const robots = found.robots[line] ?? 0;
      refused.add(effect.refused, line, robots);
      const isThere = (one: KindPair): boolean => isOffered(one, version);
      gained.add(effect.gained.filter(isThere), line, robots);
      lost.add(effect.lost, line, robots);
    });
    const keysOf = (tally: ReturnType<typeof createTally>): Uint32Array =>
      keys.filter((key) => tally.has(found.lineOf.get(key) ?? -1));
    return {
      from,
      robots: keys.length,
      refused: refused.pairs(),
      refusedKeys: keysOf(refused),
      gained: gained.pairs(),
      gainedKeys: keysOf(gained),
      lost: lost.pairs(),
      lostKeys: keysOf(lost),
    };
  };
}
