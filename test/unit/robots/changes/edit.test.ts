import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../../shared/contract/operations.ts';
import { conflicts, differences } from '../../../../shared/robots/changes/differences.ts';
import { editOf, withoutStale } from '../../../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../../../shared/robots/changes/expected.ts';
import { updateBody } from '../../../../shared/robots/changes/update-body.ts';
import type { PermissionEntry, Robot } from '../../../../shared/robots/robot.ts';
import { aRobot, CREATED } from './a-robot.ts';

const DAY = 86_400;

const entry = (pairs: string[], effect = '', namespace = 'library'): PermissionEntry => ({
  kind: 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

const robot = aRobot({
  disabled: true,
  permissions: [entry(['repository:pull', 'repository:push'])],
});

const accepted = { system: new Set<string>(), project: new Set(['repository:pull', 'tag:list']) };
const at = { now: CREATED + 10 * DAY, accepted, version: '2.15.2' };
const edit = (more: Partial<Extract<Operation, { kind: 'edit' }>>): Operation => ({
  kind: 'edit',
  description: null,
  permissions: null,
  until: null,
  dropStale: false,
  ...more,
});

describe('what an operation changes', () => {
  test('renewing counts from the creation', () => {
    const renewed = editOf({ kind: 'renew', until: { kind: 'days', days: 90 } }, robot, at);
    expect(renewed).toEqual({ duration: 100 });
    expect(expectedAfter(robot, renewed ?? {}).expiresAt).toBe(at.now + 90 * DAY);
  });

  test('a date is reached, and passed by less than a day', () => {
    const date = CREATED + 12.5 * DAY;
    expect(editOf({ kind: 'renew', until: { kind: 'date', at: date } }, robot, at)).toEqual({
      duration: 13,
    });
  });

  test('a date in the past gives the shortest life', () => {
    expect(editOf({ kind: 'renew', until: { kind: 'date', at: 5 } }, robot, at)).toEqual({
      duration: 1,
    });
  });

  test('never, enable, disable, refresh, delete', () => {
    expect(editOf({ kind: 'renew', until: { kind: 'never' } }, robot, at)).toEqual({
      duration: -1,
    });
    expect(editOf({ kind: 'enable' }, robot, at)).toEqual({ disabled: false });
    expect(editOf({ kind: 'disable' }, robot, at)).toEqual({ disabled: true });
    expect(
      editOf({ kind: 'refresh', secret: { kind: 'generate' }, until: null }, robot, at),
    ).toEqual({});
    expect(editOf({ kind: 'delete' }, robot, at)).toBeNull();
  });

  test('an edit touches what was named and nothing else', () => {
    expect(editOf(edit({ description: '' }), robot, at)).toEqual({ description: '' });
    expect(editOf(edit({}), robot, at)).toEqual({});
  });

  test('dropping stale permissions keeps the accepted ones', () => {
    expect(editOf(edit({ dropStale: true }), robot, at)).toEqual({
      permissions: [entry(['repository:pull'])],
    });
    expect(withoutStale(robot.permissions, accepted).dropped).toEqual(['repository:push']);
    expect(withoutStale(robot.permissions, null).dropped).toEqual([]);
  });
});

describe('what is sent', () => {
  test('the whole robot: a PUT clears and enables what it leaves out', () => {
    expect(updateBody(robot, { duration: 40 })).toEqual({
      id: 7,
      name: 'robot$library+ci',
      level: 'project',
      description: 'builds',
      disable: true,
      duration: 40,
      permissions: [
        {
          kind: 'project',
          namespace: 'library',
          access: [
            { resource: 'repository', action: 'pull' },
            { resource: 'repository', action: 'push' },
          ],
        },
      ],
    });
  });

  test('every effect by name as soon as one is stored', () => {
    const mixed = {
      ...robot,
      permissions: [entry(['tag:list'], 'deny'), entry(['repository:pull'])],
    };
    const sent = updateBody(mixed, { permissions: [entry(['repository:pull', 'tag:list'])] });
    expect(sent.permissions[0]?.access.map(({ effect }) => effect)).toEqual(['allow', 'allow']);
  });
});

describe('what differs', () => {
  const now: Robot = { ...robot, description: 'changed there' };

  test('permissions as sets, effects literally, expiry with the slack of a time zone', () => {
    const shuffled = { ...robot, permissions: [entry(['repository:push', 'repository:pull'])] };
    expect(differences(robot, shuffled)).toEqual([]);
    expect(differences(robot, { ...robot, permissions: [entry(['repository:pull'])] })).toEqual([
      'permissions',
    ]);
    expect(differences(robot, { ...robot, expiresAt: robot.expiresAt + 3_600 })).toEqual([]);
    expect(differences(robot, { ...robot, expiresAt: -1 })).toEqual(['expiresAt']);
  });

  test('a change elsewhere is told apart by whether ours touches it', () => {
    expect(conflicts(robot, now, { ...robot, disabled: false })).toEqual([
      { field: 'description', isOurs: false },
    ]);
    expect(conflicts(robot, now, { ...robot, description: 'mine' })).toEqual([
      { field: 'description', isOurs: true },
    ]);
    expect(conflicts(robot, now, { ...robot, description: 'changed there' })).toEqual([]);
    expect(conflicts(robot, robot, { ...robot, description: 'mine' })).toEqual([]);
  });
});
