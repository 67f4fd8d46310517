import { describe, expect, it } from 'vitest';
import { strongestRole } from '../../../electron/harbor/rights.ts';
import { seeRights, type Looking } from '../../../electron/harbor/see-rights.ts';
import type { HarborProject, Identity } from '../../../electron/harbor/types.ts';

const user = {
  kind: 'user',
  id: 3,
  username: 'alice',
  isAdmin: false,
  byGroup: false,
  atProvider: false,
} satisfies Identity;
const robot: Identity = { kind: 'robot', username: 'robot$apps+reader' };

const project = (id: number, role: number, name = `p${String(id)}`): HarborProject => ({
  id,
  name,
  role,
});

/** Projects in pages of 100, and what one may do in those of which Harbor names no role. */
function harborWith(
  projects: readonly HarborProject[],
  own: Readonly<Record<number, readonly string[]>> = {},
  listsSystem = false,
  authMode = 'db_auth',
) {
  const asked: string[] = [];
  const looking: Looking = {
    authMode: () => Promise.resolve(authMode),
    projects: (page) => {
      asked.push(`projects ${String(page)}`);
      const items = projects.slice((page - 1) * 100, page * 100);
      return Promise.resolve({ items, total: projects.length });
    },
    listsSystemRobots: () => Promise.resolve(listsSystem),
    ownPermissions: (id) => {
      asked.push(`own ${String(id)}`);
      return Promise.resolve(new Set(own[id] ?? []));
    },
  };
  return { looking, asked };
}

describe('strongestRole', () => {
  it('counts a maintainer above a developer, whatever the numbers', () => {
    expect(strongestRole([2, 4])).toBe(4);
    expect(strongestRole([5, 3])).toBe(3);
    expect(strongestRole([4, 1])).toBe(1);
    expect(strongestRole([0])).toBe(0);
    expect(strongestRole([])).toBe(0);
  });
});

describe('seeRights', () => {
  it('asks nothing more of a system administrator', async () => {
    const { looking, asked } = harborWith([project(1, 1)]);
    const rights = await seeRights({ ...user, isAdmin: true }, looking);
    expect(rights).toMatchObject({ identity: 'system-admin', cannot: [] });
    expect(asked).toEqual([]);
  });

  it('says what makes somebody an administrator where people sign in through a provider', async () => {
    const { looking } = harborWith([], {}, false, 'oidc_auth');
    const byGroup = { ...user, isAdmin: true, byGroup: true, atProvider: true };
    const firstOf = async (who: Identity) => (await seeRights(who, looking)).can[0];
    expect(await firstOf(byGroup)).toContain('administrators’ group of the provider');
    expect(await firstOf({ ...user, id: 1, isAdmin: true })).toContain('local administrator');
    expect(await firstOf({ ...user, id: 8, isAdmin: true })).toContain('Sees every robot');
    const member = await seeRights({ ...user, atProvider: true }, looking);
    expect(member.cannot).toContain('Is not in the administrators’ group of the provider.');
  });

  it('counts the projects over all pages', async () => {
    const many = Array.from({ length: 250 }, (_, at) => project(at + 1, at % 2 === 0 ? 1 : 2));
    const { looking, asked } = harborWith(many);
    const rights = await seeRights(user, looking);
    expect(rights).toMatchObject({ identity: 'project-admin', adminOfProjects: 125 });
    expect(rights.can.join(' ')).toContain('125 projects it administers');
    expect(rights.can.join(' ')).toContain('cannot change, the robots of 125 projects');
    expect(asked).toEqual(['projects 1', 'projects 2', 'projects 3']);
  });

  it.each([2, 3, 4])('lets role %i read', async (role) => {
    const rights = await seeRights(user, harborWith([project(1, role)]).looking);
    expect(rights.identity).toBe('user');
    expect(rights.can).toEqual(['Sees, but cannot change, the robots of 1 project.']);
    expect(rights.cannot).toContain('Cannot see the system robots.');
  });

  it('shows a limited guest nothing', async () => {
    const rights = await seeRights(user, harborWith([project(1, 5)]).looking);
    expect(rights.can).toEqual([]);
    expect(rights.cannot).toContain('Cannot see the robots of 1 project (limited guest).');
  });

  it('tries some projects where Harbor names no role at all', async () => {
    const projects = Array.from({ length: 20 }, (_, at) => project(at + 1, 0));
    const own = { 2: ['robot:create', 'robot:list'], 5: ['robot:list'] };
    const { looking, asked } = harborWith(projects, own);
    const rights = await seeRights(user, looking);
    expect(rights).toMatchObject({ identity: 'project-admin', adminOfProjects: 1 });
    expect(rights.can.join(' ')).toContain('the robots of 1 project.');
    expect(asked.filter((call) => call.startsWith('own'))).toHaveLength(8);
  });

  it('never promises a robot that it may change one', async () => {
    const { looking } = harborWith([project(1, 0)], { 1: ['robot:list'] }, true);
    const rights = await seeRights(robot, looking);
    expect(rights.identity).toBe('robot');
    expect(rights.can).toContain('Sees the system robots.');
    expect(rights.can).toContain('Sees the robots of its projects.');
    expect(rights.cannot.join(' ')).toContain('Never changes or refreshes a robot');
  });

  it('says of a robot with a right from before Harbor 2.10 where it changes robots', async () => {
    const own = { 2: ['robot:list', 'robot:update'] };
    const { looking } = harborWith([project(1, 0), project(2, 0)], own);
    const rights = await seeRights(robot, looking);
    expect(rights.can).toContain('May change and refresh the robots of 1 project.');
    expect(rights.cannot.join(' ')).not.toContain('refresh');
  });

  it("tries a project robot's own project first", async () => {
    const projects = Array.from({ length: 30 }, (_, at) => project(at + 1, 0));
    const all = [...projects, project(99, 0, 'apps')];
    const { looking, asked } = harborWith(all, { 99: ['robot:list'] });
    const rights = await seeRights(robot, looking);
    expect(asked.find((call) => call.startsWith('own'))).toBe('own 99');
    expect(rights.can.join(' ')).toContain('some projects (1 of 8 tried)');
    expect(rights.cannot).toContain('Cannot see the system robots.');
  });

  it('does not speak of robots of projects that nobody tried', async () => {
    const rights = await seeRights(robot, harborWith([]).looking);
    expect(rights.can).toEqual(['Sees 0 projects: public ones and those its permissions name.']);
  });
});
