import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellOf, cellsOf, placesOf } from '../../../shared/permissions/cells.ts';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import { pairsInForce } from '../../../shared/permissions/effective.ts';
import { rulesOf, type Subject } from '../../../shared/permissions/judge.ts';
import { mayDo } from '../../../shared/permissions/may.ts';
import { knownPairs, type PairKind } from '../../../shared/permissions/pairs.ts';
import { reasonsFor, whyMay } from '../../../shared/permissions/why-may.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { projectSet, systemSet } from './random-sets.ts';

const version = fc.constantFrom('2.8.6', '2.9.5', '2.10.0', '2.12.4', '2.15.2');
const creation = fc.constantFrom('everyone' as const, 'adminonly' as const, null);
const harbor = fc.record({ version, projectCreation: creation });
const ASKED = ['repository:pull', 'repository:push', 'robot:create'];
const ANY = { system: null, project: null };

type Drawn = readonly [subject: Subject, permissions: PermissionEntry[]];
const robot: fc.Arbitrary<Drawn> = fc.oneof(
  systemSet(['apps', 'data']).map((set): Drawn => [{ level: 'system', projectName: '' }, set]),
  projectSet('apps').map((set): Drawn => [{ level: 'project', projectName: 'apps' }, set]),
);
const kinds = fc.constantFrom<PairKind>('system', 'project');

/** The same without denials and oddities: what nearly all robots hold. */
const plain = robot.map(([subject, permissions]): Drawn => [
  subject,
  permissions.map((entry) => ({
    ...entry,
    access: entry.access
      .filter(({ resource, action }) => resource !== '*' && action !== '*')
      .filter(({ resource }) => resource !== 'project')
      .map((access) => ({ ...access, effect: '' })),
  })),
]);
const accepted = fc.constantFrom(ANY, {
  system: new Set(['robot:read', 'user:list']),
  project: new Set(['repository:pull', 'repository:push', 'tag:list']),
});

describe('cells', () => {
  test('all at once are those that are asked for one by one', () => {
    fc.assert(
      fc.property(fc.oneof(robot, plain), harbor, kinds, accepted, (one, of, kind, taken) => {
        const [subject, permissions] = one;
        const set = compileSet(permissions);
        const context = { ...of, accepted: taken };
        const cells = cellsOf(set, subject, kind, context);
        const own = permissions.filter((entry) => entry.kind === kind);
        const held = own.flatMap(({ access }) =>
          access.map(({ resource, action }) => `${resource}:${action}`),
        );
        const asked = new Set([...[...knownPairs(kind)].map(({ pair }) => pair), ...held]);
        for (const pair of asked) {
          if (pair.includes('*')) continue;
          expect(cells.get(pair) ?? 'none', pair).toBe(cellOf(set, subject, kind, pair, context));
        }
      }),
      { seed: 61, numRuns: 300 },
    );
  });
});

describe('may', () => {
  test('is what is in force at the place, and somewhere where none is named', () => {
    fc.assert(
      fc.property(robot, harbor, ([subject, permissions], of) => {
        const set = compileSet(permissions);
        const rules = rulesOf(of.version, of.projectCreation);
        const asks = (resource: string, action: string, namespace: string | null): boolean =>
          mayDo(set, subject, { resource, action, namespace, text: '' }, rules);
        const projects = placesOf(set, subject, 'project');
        for (const pair of [...ASKED, 'project:read', 'project:create']) {
          const [resource = '', action = ''] = pair.split(':');
          const inForce = (kind: 'system' | 'project', name: string): boolean =>
            pairsInForce(
              set,
              subject,
              kind === 'system' ? { kind } : { kind, name },
              rules,
            ).includes(pair);
          expect(asks(resource, action, '/')).toBe(inForce('system', ''));
          expect(asks(resource, action, 'apps')).toBe(inForce('project', 'apps'));
          const somewhere = projects.some(
            (at) => at.kind === 'project' && inForce(at.kind, at.name),
          );
          expect(asks(resource, action, '?')).toBe(somewhere);
          expect(asks(resource, action, null)).toBe(somewhere || inForce('system', ''));
          if (somewhere) expect(asks(resource, '*', '?')).toBe(true);
        }
      }),
      { seed: 62, numRuns: 200 },
    );
  });

  test('has a reason exactly where it is true', () => {
    fc.assert(
      fc.property(robot, harbor, kinds, ([subject, permissions], of, kind) => {
        const set = compileSet(permissions);
        const rules = rulesOf(of.version, of.projectCreation);
        for (const pair of [...ASKED, 'log:list', 'project:create']) {
          const [resource = '', action = ''] = pair.split(':');
          for (const project of kind === 'system' ? [null] : [null, 'apps', 'nowhere']) {
            const question = { kind, pair, project };
            const namespace = kind === 'system' ? '/' : (project ?? '?');
            const asked = { resource, action, namespace, text: '' };
            const isTrue = mayDo(set, subject, asked, rules);
            expect(whyMay(set, subject, question, of).because !== '').toBe(isTrue);
            for (const { because, places } of reasonsFor(set, subject, question, of)) {
              expect(because).toMatch(/^(It|Everybody) .*\.$/);
              expect(places.length).toBeGreaterThan(0);
            }
          }
        }
      }),
      { seed: 63 },
    );
  });
});
