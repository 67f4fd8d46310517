import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileSet } from '../../../../shared/permissions/compiled.ts';
import { pairsInForce } from '../../../../shared/permissions/effective.ts';
import { rulesOf } from '../../../../shared/permissions/judge.ts';
import {
  withProjectsNamed,
  withRules,
} from '../../../../shared/robots/changes/permission-rules.ts';
import type { PermissionEntry, Robot } from '../../../../shared/robots/robot.ts';

const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

const robot = (level: Robot['level'], ...permissions: PermissionEntry[]): Robot => ({
  id: 1,
  name: 'robot$ci',
  level,
  projectId: level === 'system' ? null : 7,
  projectName: level === 'system' ? '' : 'team',
  description: '',
  disabled: false,
  editable: true,
  duration: -1,
  expiresAt: -1,
  createdAt: 0,
  updatedAt: 0,
  creator: { type: '', ref: 0 },
  permissions,
});

describe('rules for many robots', () => {
  test('add to each project that a robot holds, once', () => {
    const many = robot('system', entry('a', 'repository:pull'), entry('b', 'repository:push'));
    const { permissions } = withRules(many, { add: [entry('', 'repository:push')], remove: [] });
    expect(permissions).toEqual([
      entry('a', 'repository:pull', 'repository:push'),
      entry('b', 'repository:push'),
    ]);
  });

  test('add at a place that is new to it', () => {
    const one = robot('system', entry('a', 'repository:pull'));
    const add = [entry('c', 'tag:list'), entry('/', 'project:list')];
    expect(withRules(one, { add, remove: [] }).permissions).toEqual([
      entry('a', 'repository:pull'),
      ...add,
    ]);
  });

  test('give a project robot nothing elsewhere', () => {
    const one = robot('project', entry('team', 'repository:pull'));
    const add = [entry('other', 'tag:list'), entry('/', 'project:list'), entry('', 'tag:list')];
    expect(withRules(one, { add, remove: [] })).toEqual({
      permissions: [entry('team', 'repository:pull', 'tag:list')],
      inapplicable: ['tag:list on other', 'project:list on the system'],
      remaining: [],
    });
  });

  test('remove whatever the effect, and drop what is empty', () => {
    const one = robot(
      'system',
      entry('a', 'repository:pull:allow', 'tag:list'),
      entry('b', 'repository:pull'),
    );
    const remove = [entry('', 'repository:pull')];
    expect(withRules(one, { add: [], remove }).permissions).toEqual([entry('a', 'tag:list')]);
  });

  test('say what remains because of all projects', () => {
    const one = robot('system', entry('*', 'repository:pull'), entry('a', 'repository:pull'));
    expect(withRules(one, { add: [], remove: [entry('a', 'repository:pull')] })).toEqual({
      permissions: [entry('*', 'repository:pull')],
      inapplicable: [],
      remaining: ['repository:pull on a'],
    });
  });

  test('a denial gives way to what is added', () => {
    const one = robot('system', entry('a', 'repository:pull:deny'));
    expect(
      withRules(one, { add: [entry('a', 'repository:pull')], remove: [] }).permissions,
    ).toEqual([entry('a', 'repository:pull')]);
  });

  test('take everything else away where they replace', () => {
    const add = [entry('', 'repository:pull')];
    const many = robot(
      'system',
      entry('/', 'robot:list'),
      entry('a', 'tag:list'),
      entry('b', 'log:list'),
    );
    expect(withRules(many, { add, remove: [], replace: true }).permissions).toEqual([
      entry('a', 'repository:pull'),
      entry('b', 'repository:pull'),
    ]);
    const one = robot('project', entry('team', 'repository:push'));
    expect(withRules(one, { add, remove: [], replace: true }).permissions).toEqual([
      entry('team', 'repository:pull'),
    ]);
  });
});

describe('limiting to named projects', () => {
  test('writes out what is held on all projects, and leaves the rest', () => {
    const one = robot(
      'system',
      entry('/', 'project:list'),
      entry('*', 'repository:pull', 'tag:delete:deny'),
      entry('a', 'repository:push'),
    );
    const { permissions } = withRules(one, { add: [], remove: [], limitTo: ['a', 'b'] });
    expect(permissions).toEqual([
      entry('a', 'repository:pull', 'repository:push', 'tag:delete:deny'),
      entry('b', 'repository:pull', 'tag:delete:deny'),
      entry('/', 'project:list'),
    ]);
  });

  test('changes nothing in these projects, and leaves nothing elsewhere', () => {
    const subject = { level: 'system', projectName: '' } as const;
    const rules = rulesOf('2.15.2');
    const pairs = fc.subarray(['repository:pull', 'repository:push', 'tag:delete', 'log:list']);
    const effects = fc.constantFrom('', 'allow', 'deny');
    const drawn = fc.tuple(fc.constantFrom('*', 'a', 'b', 'c'), pairs, effects);
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 5 }), (entries) => {
        const before = entries.map(([namespace, held, effect]) =>
          entry(namespace, ...held.map((pair) => `${pair}:${effect}`)),
        );
        const after = withProjectsNamed(before, ['a', 'b']);
        const rightsIn = (permissions: readonly PermissionEntry[], name: string): string[] =>
          pairsInForce(compileSet(permissions), subject, { kind: 'project', name }, rules).sort();
        for (const name of ['a', 'b']) {
          expect(rightsIn(after, name)).toEqual(rightsIn(before, name));
        }
        expect(rightsIn(after, 'elsewhere')).toEqual([]);
      }),
      { seed: 71 },
    );
  });

  test('leaves robots alone that hold nothing on all projects', () => {
    const one = robot('system', entry('a', 'repository:push'));
    const { permissions } = withRules(one, { add: [], remove: [], limitTo: ['b'] });
    expect(permissions).toEqual(one.permissions);
  });
});
