import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import { holdsIn, notesBetween, RELEASE_NOTES } from '../../../shared/permissions/release-notes.ts';
import { isBefore, releaseOf } from '../../../shared/permissions/releases.ts';
import { refusedBy, upgradeEffect } from '../../../shared/permissions/upgrade.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { systemSet } from './random-sets.ts';

const version = fc.constantFrom('2.5.0', '2.8.6', '2.9.5', '2.10.0', '2.12.0', '2.12.4', '2.15.2');
const entry = (kind: string, namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind,
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect: '' };
  }),
});
const SYSTEM = { level: 'system', projectName: '' } as const;

describe('another release', () => {
  test('refuses what its catalogue lacks, wildcards included, and nothing else', () => {
    fc.assert(
      fc.property(systemSet(['apps']), version, (set, to) => {
        const refused = refusedBy(compileSet(set), to).map(({ kind, pair }) => `${kind} ${pair}`);
        const catalogue = catalogueOf(to);
        const held = set.flatMap(({ kind, access }) =>
          access.map(({ resource, action }) => ({ kind, pair: `${resource}:${action}` })),
        );
        const expected = held.filter(
          ({ kind, pair }) =>
            catalogue !== null &&
            !catalogue[kind === 'system' ? 'system' : 'project'].includes(pair),
        );
        expect([...refused].sort()).toEqual(
          [...new Set(expected.map(({ kind, pair }) => `${kind} ${pair}`))].sort(),
        );
      }),
      { seed: 51 },
    );
  });

  test('changes nothing where it is the same, and the way back takes what the way there gives', () => {
    fc.assert(
      fc.property(systemSet(['apps']), version, version, (set, from, to) => {
        const compiled = compileSet(set);
        const there = upgradeEffect(compiled, SYSTEM, from, to);
        const back = upgradeEffect(compiled, SYSTEM, to, from);
        expect(there.gained).toEqual(back.lost);
        expect(there.lost).toEqual(back.gained);
        const none = upgradeEffect(compiled, SYSTEM, from, from);
        expect([none.gained, none.lost]).toEqual([[], []]);
      }),
      { seed: 52 },
    );
  });

  test('gives project permissions of a mixed robot effect from 2.10 on', () => {
    const set = compileSet([
      entry('system', '/', 'project:list'),
      entry('project', '*', 'repository:push'),
    ]);
    expect(upgradeEffect(set, SYSTEM, '2.9.4', '2.12.4').gained).toEqual([
      { kind: 'project', pair: 'repository:push' },
    ]);
    expect(upgradeEffect(set, SYSTEM, '2.10.0', '2.12.4').gained).toEqual([]);
  });

  test('refuses wildcards and Helm charts of old robots', () => {
    const set = compileSet([entry('project', 'apps', 'helm-chart:read', '*:*', 'repository:pull')]);
    expect(refusedBy(set, '2.10.0').map(({ pair }) => pair)).toEqual(['helm-chart:read', '*:*']);
    expect(refusedBy(set, '2.9.5')).toEqual([]);
  });
});

describe('what is known of releases', () => {
  test.each(RELEASE_NOTES.map((note) => [note.text, note] as const))('%s', (_, note) => {
    expect(note.text).toMatch(/^[A-Z].*\.$/);
    expect(releaseOf(note.since)).not.toBeNull();
    if (note.until !== null) expect(isBefore(note.since, note.until)).toBe(true);
  });

  test('what goes and comes is what holds on one side alone', () => {
    fc.assert(
      fc.property(version, version, (from, to) => {
        const { going, coming } = notesBetween(from, to);
        for (const one of RELEASE_NOTES) {
          expect(going.includes(one)).toBe(holdsIn(one, from) && !holdsIn(one, to));
          expect(coming.includes(one)).toBe(!holdsIn(one, from) && holdsIn(one, to));
        }
      }),
      { seed: 53 },
    );
  });

  test('the bug of 2.12 goes with 2.14.1', () => {
    const { going } = notesBetween('2.14.0', '2.14.1');
    expect(going.map(({ source }) => source)).toEqual(['goharbor/harbor#21406']);
  });
});
