import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeCatalogues } from '../../../shared/permissions/catalogue-merge.ts';
import { dangerOf } from '../../../shared/permissions/dangers.ts';
import {
  COLUMNS,
  knownPairs,
  pairInfo,
  pairsOf,
  type PairInfo,
  type PairKind,
} from '../../../shared/permissions/pairs.ts';
import { isBefore } from '../../../shared/permissions/releases.ts';
import { RELEASE_COUNTS } from './release-counts.ts';

const KINDS: readonly PairKind[] = ['system', 'project'];
const ALL = KINDS.flatMap((kind) => [...knownPairs(kind)]);

describe('the permissions of a release', () => {
  test('are those whose span holds the release', () => {
    for (const [version] of RELEASE_COUNTS) {
      const inSpan = ({ since, until, portal }: PairInfo): boolean =>
        portal && !isBefore(version, since) && (until === null || isBefore(version, until));
      const expected = ALL.filter(inSpan).map(({ kind, pair }) => `${kind} ${pair}`);
      const listed = pairsOf(version).map(({ kind, pair }) => `${kind} ${pair}`);
      expect(listed.sort()).toEqual(expected.sort());
    }
  });

  test('columns are all that was ever on offer', () => {
    expect(COLUMNS('system')).toHaveLength(72);
    expect(COLUMNS('project')).toHaveLength(75);
    expect(new Set(COLUMNS('project').map(({ pair }) => pair)).size).toBe(75);
  });
});

describe('what is known of a permission', () => {
  test.each(ALL.map((info) => [`${info.kind} ${info.pair}`, info] as const))('%s', (_, info) => {
    expect(info.sentence).toMatch(/^[A-Z].*[^.!]$/);
    expect(info.reason).toMatch(/^It .*\.$/);
    expect(info.danger).toBe(dangerOf(info.kind, info.pair)?.level ?? 'low');
    if (info.pair === 'sbom:read') expect(info.calls).toEqual([]);
    else expect(info.calls.length).toBeGreaterThan(0);
    for (const { method, path, since } of info.calls) {
      expect(method).toMatch(/^(?:GET|POST|PUT|PATCH|DELETE)$/);
      expect(path).toMatch(/^\/[\w/{}.-]+$/i);
      expect(path).not.toMatch(/\{(?:artifact|repository|project|named)\}/);
      expect(since).toMatch(/^(?:[\d.]+)?$/);
    }
    for (const need of info.needs) {
      expect(need.pair).not.toBe(info.pair);
      expect(pairInfo(need.kind, need.pair), need.pair).not.toBeNull();
      expect(need.why).toMatch(/[^.]$/);
    }
    expect(pairInfo(info.kind, info.pair)).toBe(info);
  });

  test('is nothing for what no release names', () => {
    expect(pairInfo('system', 'thing:do')).toBeNull();
    expect(pairInfo('project', '*:*')).toBeNull();
    expect(pairInfo('cluster', 'repository:pull')).toBeNull();
    expect(pairInfo('project', '__proto__')).toBeNull();
  });

  test('calls that came later say so', () => {
    const calls = pairInfo('project', 'log:list')?.calls ?? [];
    expect(calls.map(({ path, since }) => [path, since])).toEqual([
      ['/projects/{project_name}/auditlog-exts', '2.13'],
      ['/projects/{project_name}/logs', ''],
    ]);
  });
});

describe('a catalogue that a Harbor tells', () => {
  const version = fc.constantFrom('2.10.0', '2.12.0', '2.13.5', '2.15.2', 'main');
  const told = fc.record({
    system: fc.subarray([...COLUMNS('system').map(({ pair }) => pair), 'thing:do']),
    project: fc.subarray([...COLUMNS('project').map(({ pair }) => pair), 'model:train']),
  });

  test('wins, and what differs from its release is kept', () => {
    fc.assert(
      fc.property(told, version, (live, of) => {
        const merged = mergeCatalogues(live, of);
        const release = pairsOf(of);
        for (const kind of KINDS) {
          const names = merged.pairs.filter((one) => one.kind === kind).map(({ pair }) => pair);
          const known = release.filter((one) => one.kind === kind).map(({ pair }) => pair);
          const expected = live[kind].length > 0 ? live[kind] : known;
          expect(names).toEqual([...expected].sort());
          const added = merged.added.filter((one) => one.kind === kind).map(({ pair }) => pair);
          expect(added).toEqual(names.filter((pair) => !known.includes(pair)));
          const removed = merged.removed.filter((one) => one.kind === kind);
          expect(removed.map(({ pair }) => pair)).toEqual(
            known.filter((pair) => !names.includes(pair)),
          );
        }
      }),
      { seed: 5 },
    );
  });

  test('is that of the release where it tells nothing', () => {
    const merged = mergeCatalogues(null, '2.12.4');
    expect(merged.pairs.map(({ info }) => info)).toEqual(pairsOf('2.12.4'));
    expect([merged.added, merged.removed]).toEqual([[], []]);
  });

  test('keeps a permission that nobody knows', () => {
    const { added } = mergeCatalogues({ system: null, project: ['model:train'] }, '2.15.2');
    expect(added).toEqual([{ kind: 'project', pair: 'model:train', info: null, isAdded: true }]);
  });
});
