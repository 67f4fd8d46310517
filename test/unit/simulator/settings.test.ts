import { describe, expect, test } from 'vitest';
import { call, harbor, problem } from './call.ts';

// src/controller/config/controller.go and src/lib/config/metadata/type.go
describe('the settings', () => {
  const put = async (version: string, body: Record<string, unknown>) => {
    const simulator = harbor(version);
    const answer = await call(simulator, 'PUT', '/configurations', { body });
    return { simulator, answer, said: answer.status === 200 ? '' : problem(answer) };
  };

  test.each([
    [
      { project_creation_restriction: 'nobody' },
      'item name project_creation_restriction: invalid project_creation_restriction, should be adminonly or everyone',
    ],
    [
      { auth_mode: 'none' },
      'item name auth_mode: invalid auth_mode, shoud be one of db_auth, ldap_auth, uaa_auth, http_auth, oidc_auth',
    ],
    [
      { storage_per_project: 0 },
      'item name storage_per_project: quota value should be -1 or great than zero',
    ],
    [
      { skip_audit_log_database: true },
      'audit log forward endpoint should be configured before enable skip audit log in database',
    ],
    [
      { skip_audit_log_database: true, robot_token_duration: 0 },
      'audit log forward endpoint should be configured before enable skip audit log in database',
    ],
  ])('%j is refused, and nothing is kept', async (body, message) => {
    const { simulator, said } = await put('2.15.2', body);
    expect(said).toBe(`BAD_REQUEST: bad request: ${message}`);
    for (const [name, value] of Object.entries(body))
      expect(simulator.state.settings.get(name)).not.toBe(value);
  });

  test('2.2 says the same in other words', async () => {
    const { answer } = await put('2.2.4', { project_creation_restriction: 'nobody' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(
      'invalid project_creation_restriction, should be adminonly or everyone, item name: project_creation_restriction',
    );
  });

  test('an endpoint that nothing listens at is refused, but kept', async () => {
    const body = { audit_log_forward_endpoint: 'logs:514', skip_audit_log_database: true };
    const { simulator, said } = await put('2.15.2', body);
    expect(said).toBe(
      'BAD_REQUEST: bad request: could not connect to the audit endpoint: logs:514',
    );
    expect(simulator.state.flag('skip_audit_log_database')).toBe(true);
  });

  test('2.5 knows nothing of forwarded logs', async () => {
    const { simulator, answer } = await put('2.5.6', { skip_audit_log_database: true });
    expect(answer.status).toBe(200);
    expect(simulator.state.flag('skip_audit_log_database')).toBe(false);
  });
});
