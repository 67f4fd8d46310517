import { describe, expect, it } from 'vitest';
import { currentUser, permissions, project, secondsOf } from '../../../electron/harbor/schemas.ts';

describe('schemas', () => {
  it('cuts the secret of an OIDC user where it enters', () => {
    const body = {
      user_id: 3,
      username: 'alice',
      sysadmin_flag: false,
      admin_role_in_auth: true,
      oidc_user_meta: { secret: 'cli-secret', subiss: 'x' },
    };
    const read = currentUser.parse(body);
    expect(JSON.stringify(read)).not.toContain('cli-secret');
    expect(read.admin_role_in_auth).toBe(true);
  });

  it('reads projects with and without roles', () => {
    const bare = { project_id: 1, name: 'library', current_user_role_ids: null };
    expect(project.parse(bare)).toMatchObject({
      current_user_role_id: 0,
      current_user_role_ids: [],
    });
  });

  it('reads the catalogue of a project administrator, who is told no system pairs', () => {
    const body = { system: null, project: [{ resource: 'robot', action: 'list', new: 1 }] };
    expect(permissions.parse(body)).toEqual({
      system: [],
      project: [{ resource: 'robot', action: 'list' }],
    });
  });

  it('reads times as epoch seconds', () => {
    expect(secondsOf('2025-01-14T08:21:30.974Z')).toBe(1736842890);
    expect(secondsOf('2025-01-14T08:21:30.123456+02:00')).toBe(1736835690);
    expect(secondsOf('0001-01-01T00:00:00.000Z')).toBe(0);
    expect(secondsOf('yesterday')).toBe(0);
  });
});
