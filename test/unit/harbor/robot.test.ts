import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRobot } from '../../../electron/harbor/robot.ts';
import type { HarborRobot, Listing } from '../../../electron/harbor/types.ts';

const whole = {
  creation_time: '2025-01-14T08:21:30.374Z',
  creator_ref: 1,
  creator_type: 'local',
  description: 'ci',
  disable: false,
  duration: 30,
  editable: true,
  expires_at: 1739434890,
  id: 375648,
  level: 'project',
  name: 'robot$library+ci',
  permissions: [
    {
      access: [
        { action: 'pull', resource: 'repository' },
        { action: 'push', effect: 'allow', resource: 'repository' },
      ],
      kind: 'project',
      namespace: 'library',
    },
  ],
  update_time: '2025-01-14T08:21:30.374Z',
};

const read = (item: unknown, listing: Listing = { projectId: 1 }): HarborRobot => {
  const found = readRobot(item, listing);
  if (found === null) throw new Error('was not read');
  return found;
};

describe('readRobot', () => {
  it('reads a robot of today', () => {
    expect(read(whole).robot).toEqual({
      id: 375648,
      name: 'robot$library+ci',
      level: 'project',
      projectId: 1,
      projectName: 'library',
      description: 'ci',
      disabled: false,
      editable: true,
      duration: 30,
      expiresAt: 1739434890,
      createdAt: 1736842890,
      updatedAt: 1736842890,
      creator: { type: 'local', ref: 1 },
      permissions: [
        {
          kind: 'project',
          namespace: 'library',
          access: [
            { resource: 'repository', action: 'pull', effect: '' },
            { resource: 'repository', action: 'push', effect: 'allow' },
          ],
        },
      ],
    });
  });

  it('gives what an old Harbor leaves out the value that Go leaves out', () => {
    const { robot } = read({ id: 7, name: 'robot$old', level: 'project' });
    expect(robot).toMatchObject({
      disabled: false,
      editable: false,
      duration: 0,
      expiresAt: 0,
      createdAt: 0,
      description: '',
      projectName: '',
      creator: { type: '', ref: 0 },
      permissions: [],
    });
  });

  it('keeps fields it does not know in the raw text', () => {
    const { raw } = read({ ...whole, owner_team: { b: 1, a: 2 } });
    expect(JSON.parse(raw)).toMatchObject({ owner_team: { a: 2, b: 1 } });
    expect(raw).toContain('"owner_team":{"a":2,"b":1}');
    const odd = JSON.parse('{"name":"x","id":1,"__proto__":{"id":2}}') as unknown;
    expect(read(odd).raw).toBe('{"__proto__":{"id":2},"id":1,"name":"x"}');
  });

  it('does not fail on fields of another type', () => {
    const odd = { ...whole, duration: null, description: 5, permissions: null, disable: 'no' };
    expect(read(odd).robot).toMatchObject({ duration: 0, description: '', permissions: [] });
    expect(
      read({ ...whole, permissions: [{ kind: 'project', access: null }, null] }).robot.permissions,
    ).toEqual([]);
    expect(read({ ...whole, update_time: '0001-01-01T00:00:00.000Z' }).robot.updatedAt).toBe(0);
  });

  it.each([[null], ['robot'], [{}], [{ id: 1 }], [{ name: 'x' }], [{ id: 2 ** 60, name: 'x' }]])(
    'cannot read %j',
    (item) => {
      expect(readRobot(item, { level: 'system' })).toBeNull();
    },
  );

  it('reads ids up to the last safe integer (Harbor 2.16)', () => {
    const id = Number.MAX_SAFE_INTEGER;
    expect(read({ ...whole, id }).robot.id).toBe(id);
  });

  it('takes the project from the listing, else from the permissions or the name', () => {
    const bare = { id: 1, name: 'robot$my-app.x+ci', level: 'project', permissions: [] };
    expect(read(bare, { level: 'system' }).robot).toMatchObject({
      level: 'project',
      projectId: null,
      projectName: 'my-app.x',
    });
    expect(read({ ...whole, level: 'galaxy' }, { level: 'system' }).robot.level).toBe('system');
  });
});

describe('equal robots', () => {
  const accessArb = fc.record({
    resource: fc.constantFrom('repository', 'artifact', 'robot'),
    action: fc.constantFrom('pull', 'push', 'list'),
    effect: fc.constantFrom('', 'allow', 'deny'),
  });
  const entryArb = fc.record({
    kind: fc.constantFrom('system', 'project'),
    namespace: fc.constantFrom('/', '*', 'library', 'apps'),
    access: fc.array(accessArb, { maxLength: 5 }),
  });
  const twice = fc.array(entryArb, { maxLength: 5 }).chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      fc
        .tuple(
          ...entries.map((entry) =>
            fc.shuffledSubarray(entry.access, { minLength: entry.access.length }),
          ),
        )
        .chain((accesses) => {
          const again = entries.map((entry, at) => ({ ...entry, access: accesses[at] }));
          return fc.shuffledSubarray(again, { minLength: again.length });
        }),
    ),
  );

  it('have equal text, in whatever order Harbor lists their permissions', () => {
    fc.assert(
      fc.property(twice, ([permissions, shuffled]) => {
        const one = read({ ...whole, permissions });
        const { permissions: _, ...rest } = whole;
        const other = read({ permissions: shuffled, ...rest });
        expect(other.raw).toBe(one.raw);
        expect(other.robot).toEqual(one.robot);
      }),
      { seed: 3 },
    );
  });
});
