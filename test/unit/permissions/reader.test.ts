import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import {
  isReaderDue,
  listsEveryProject,
  lostRights,
  readerRights,
} from '../../../shared/permissions/reader.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';

const DAY = 86_400;

const permissionsFor = (version: string): readonly PermissionEntry[] =>
  readerRights(version, null)?.permissions ?? [];

describe('what a reader robot holds', () => {
  it.each(['2.12.0', '2.12.4', '2.13.5', '2.14.0', '2.15.2', '2.16.0'])(
    'on %s is in its catalogue, and only lists and reads',
    (version) => {
      const catalogue = catalogueOf(version);
      const pairs = permissionsFor(version).flatMap(({ kind, access }) =>
        access.map(({ resource, action }) => ({ kind, pair: `${resource}:${action}`, action })),
      );
      expect(pairs).toHaveLength(7);
      for (const { kind, pair, action } of pairs) {
        expect(catalogue?.[kind as 'system' | 'project']).toContain(pair);
        expect(['list', 'read']).toContain(action);
      }
      expect(readerRights(version, null)?.lacking).toStrictEqual([]);
    },
  );

  it.each(['2.2.0', '2.9.5', '2.10.3', '2.11.2'])('is nothing on %s', (version) => {
    expect(readerRights(version, null)).toBeNull();
  });

  it('leaves out what a Harbor does not offer, and says what cannot be read then', () => {
    const all = catalogueOf('2.15.2') ?? { system: [], project: [] };
    const without = (pair: string) => ({
      system: all.system.filter((one) => one !== pair),
      project: all.project,
    });
    const rights = readerRights('2.15.2', without('audit-log:list'));
    expect(rights?.lacking).toStrictEqual(['The audit log.']);
    expect(JSON.stringify(rights?.permissions)).not.toContain('audit-log');
    expect(readerRights('2.15.2', without('robot:list'))).toBeNull();
  });

  it('is judged by the own catalogue of a Harbor whose version nobody can read', () => {
    expect(readerRights('vendor-build', null)).toBeNull();
    expect(readerRights('vendor-build', catalogueOf('2.15.2'))?.permissions).toHaveLength(2);
  });

  it('is noticed when it is lost or denied', () => {
    const held = permissionsFor('2.15.2');
    expect(lostRights(held, '2.15.2')).toStrictEqual([]);
    expect(listsEveryProject(held)).toBe(true);
    const denied: PermissionEntry = {
      kind: 'system',
      namespace: '/',
      access: [{ resource: 'project', action: 'list', effect: 'deny' }],
    };
    expect(lostRights([...held, denied], '2.15.2')).toStrictEqual(['project:list on the system']);
    expect(listsEveryProject([...held, denied])).toBe(false);
    const named = held.map((entry) =>
      entry.kind === 'project' ? { ...entry, namespace: 'a' } : entry,
    );
    expect(lostRights(named, '2.15.2')).toHaveLength(3);
    expect(listsEveryProject([])).toBe(false);
  });
});

describe('when a reader robot is due', () => {
  const made = 1_000_000;
  const at = (days: number) => ({ createdAt: made, expiresAt: made + days * DAY });

  it('is two weeks before its end', () => {
    expect(isReaderDue(at(90), made + 75 * DAY)).toBe(false);
    expect(isReaderDue(at(90), made + 76 * DAY)).toBe(true);
    expect(isReaderDue(at(90), made + 100 * DAY)).toBe(true);
  });

  it('is after half of a short life, and never of an endless one', () => {
    expect(isReaderDue(at(10), made + 4 * DAY)).toBe(false);
    expect(isReaderDue(at(10), made + 5 * DAY)).toBe(true);
    expect(isReaderDue({ createdAt: made, expiresAt: -1 }, made + 9_999 * DAY)).toBe(false);
  });

  it('is always before its end, and never when it was just made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_650 }), (days) => {
        expect(isReaderDue(at(days), made)).toBe(false);
        expect(isReaderDue(at(days), made + days * DAY - 1)).toBe(true);
      }),
      { seed: 20_261_123 },
    );
  });
});
