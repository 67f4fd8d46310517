import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { describePermissions } from '../../../shared/permissions/describe.ts';
import { grantsOf, normalForm } from '../../../shared/permissions/sets.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';

const SEED = { seed: 20_261_128 };

const at = (kind: string, namespace: string, pairs: string, effect = ''): PermissionEntry => ({
  kind,
  namespace,
  access: pairs.split(' ').map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

const project = (namespace: string, pairs: string): PermissionEntry =>
  at('project', namespace, pairs);

const words = (...entries: PermissionEntry[]): string => describePermissions(entries);

describe('permissions in words', () => {
  const both = 'repository:pull repository:push';

  it.each([
    ['nothing', []],
    ['nothing', [at('project', 'a', 'repository:pull', 'deny')]],
    ['pull on library', [project('library', 'repository:pull')]],
    ['pull, push on 3 projects', ['a', 'b', 'c'].map((name) => project(name, both))],
    ['pull, push on all projects', [project('*', 'repository:push repository:pull')]],
    ['create robots in the system', [at('system', '/', 'robot:create')]],
    [
      'pull, push, delete repositories, list tags on library',
      [project('library', `tag:list repository:delete ${both}`)],
    ],
    [
      'pull, push, delete repositories and 2 more on library',
      [project('library', `tag:list tag:create repository:delete ${both}`)],
    ],
    [
      'pull on all projects; list projects in the system; pull, push on a',
      [project('a', both), at('system', '/', 'project:list'), project('*', 'repository:pull')],
    ],
    ['everything on all projects', [project('*', '*:*')]],
    ['do everything with robots on a', [project('a', 'robot:*')]],
    ['list metadata, read tag retentions on a', [project('a', 'tag-retention:read metadata:list')]],
    ['ignite stars in galaxy andromeda', [at('galaxy', 'andromeda', 'star:ignite')]],
    ['pull on a', [project('a', 'repository:pull'), project('a', 'repository:pull')]],
  ])('%s', (expected, entries) => {
    expect(words(...entries)).toBe(expected);
  });

  it('say everything for all that some Harbor knows, and no less', () => {
    for (const { project: pairs, system } of CATALOGUES) {
      expect(words(project('*', pairs.join(' ')))).toBe('everything on all projects');
      expect(words(at('system', '/', system.join(' ')))).toBe('everything in the system');
      const oldest = CATALOGUES[0]?.project ?? [];
      expect(words(project('*', oldest.slice(1).join(' ')))).not.toContain('everything');
    }
  });

  it('stay short however many places there are', () => {
    const many = Array.from({ length: 300 }, (_, place) =>
      project(`p${place}`, `repository:pull x:a${place}`),
    );
    expect(words(...many)).toMatch(/; more in 297 other places$/);
    expect(words(...many).length).toBeLessThan(150);
  });
});

const anyEntry: fc.Arbitrary<PermissionEntry> = fc.record({
  kind: fc.constantFrom('project', 'system', 'odd'),
  namespace: fc.constantFrom('/', '*', 'a', 'b'),
  access: fc.array(
    fc.record({
      resource: fc.constantFrom('repository', 'robot', '*'),
      action: fc.constantFrom('pull', 'create', '*'),
      effect: fc.constantFrom('', 'allow', 'deny', 'odd'),
    }),
    { maxLength: 4 },
  ),
});

describe('the normal form', () => {
  it('is the same for every order and every way of cutting it up', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 5 }), (entries) => {
        const normal = normalForm(entries);
        const single = entries.flatMap(({ kind, namespace, access }) =>
          access.length === 0
            ? [{ kind, namespace, access }]
            : access.map((one) => ({ kind, namespace, access: [one] })),
        );
        expect(normalForm(entries.toReversed())).toEqual(normal);
        expect(normalForm([...single, ...entries])).toEqual(normal);
        expect(normalForm(normal)).toEqual(normal);
        const sorted = (list: readonly PermissionEntry[]): string[] =>
          grantsOf(list)
            .map((grant) => JSON.stringify(grant))
            .sort();
        expect(sorted(normal)).toEqual(sorted(entries));
        expect(words(...normal)).not.toBe('');
      }),
      SEED,
    );
  });
});

describe('what a set grants', () => {
  const pairs = (...entries: PermissionEntry[]): string[] =>
    grantsOf(entries).map(
      ({ namespace, resource, action }) => `${namespace} ${resource}:${action}`,
    );

  it('is what is allowed and not denied there or everywhere', () => {
    expect(
      pairs(
        project('a', 'repository:pull repository:push'),
        at('project', 'a', 'repository:push', 'deny'),
        project('b', 'repository:push'),
        at('project', 'b', 'repository:pull', 'allow'),
        at('project', '*', 'repository:pull', 'deny'),
        at('project', 'b', 'tag:list', 'odd'),
        project('c', 'tag:list'),
        at('project', 'c', '*:list', 'deny'),
      ),
    ).toEqual(['b repository:push']);
  });
});

describe('the catalogue of a release', () => {
  it.each([
    ['v2.9.5', null],
    ['2.2.0', null],
    ['unknown', null],
    ['', null],
    ['v2.10.0-abc', [51, 55]],
    ['v2.10.3', [53, 56]],
    ['2.11.2', [53, 59]],
    ['v2.12.0', [72, 68]],
    ['v2.12.4-2d7e9b51', [70, 70]],
    ['v2.16', [70, 70]],
    ['v3.0.0', [70, 70]],
  ])('%s', (version, counts) => {
    const found = catalogueOf(version);
    expect(found && [found.system.length, found.project.length]).toEqual(counts);
  });
});
