import { badRequest } from '../errors.ts';
import type { World } from '../world.ts';

const BOUNDED = ['token_expiration', 'robot_token_duration', 'session_timeout'];
const LIMIT = 9_999_999_999;

/** The settings of forwarded audit logs (2.6). */
export const FORWARDING = ['audit_log_forward_endpoint', 'skip_audit_log_database'];

const CHOICES: Readonly<Record<string, { allowed: readonly string[]; problem: string }>> = {
  auth_mode: {
    allowed: ['db_auth', 'ldap_auth', 'uaa_auth', 'http_auth', 'oidc_auth'],
    problem:
      'invalid auth_mode, shoud be one of db_auth, ldap_auth, uaa_auth, http_auth, oidc_auth',
  },
  project_creation_restriction: {
    allowed: ['adminonly', 'everyone'],
    problem: 'invalid project_creation_restriction, should be adminonly or everyone',
  },
};

/** What Harbor has against a value of the right type (src/lib/config/metadata/type.go). */
export function valueProblem(name: string, value: unknown): string | undefined {
  const text = String(value);
  const choice = CHOICES[name];
  if (choice && !choice.allowed.includes(text)) return choice.problem;
  if (name === 'storage_per_project' && Number(text) <= 0 && text !== '-1')
    return 'quota value should be -1 or great than zero';
  return undefined;
}

function checkNumbers(settings: Record<string, unknown>): void {
  for (const name of BOUNDED) {
    const value = settings[name];
    if (typeof value !== 'number' && typeof value !== 'bigint') continue;
    if (value <= 0) throw badRequest(`the ${name} value must be positive`);
    if (value > LIMIT) throw badRequest(`the ${name} value is over the limit value: ${LIMIT}`);
  }
}

function checkForwarding({ profile, state }: World, settings: Record<string, unknown>): void {
  if (!profile.forwardsAuditLog || !FORWARDING.some((name) => name in settings)) return;
  const skipped = settings['skip_audit_log_database'] ?? state.flag('skip_audit_log_database');
  const endpoint =
    settings['audit_log_forward_endpoint'] ?? state.text('audit_log_forward_endpoint');
  if (skipped === true && endpoint === '')
    throw badRequest(
      'bad request: audit log forward endpoint should be configured before enable skip audit log in database',
    );
}

/** 400 for settings that Harbor refuses, in the order of its checks (src/controller/config). */
export function checkSettings(world: World, settings: Record<string, unknown>): void {
  const { profile, state } = world;
  const mode = settings['auth_mode'];
  if (mode !== undefined && mode !== state.text('auth_mode') && state.users.size > 1)
    throw badRequest(
      'the auth mode cannot be modified as new users have been inserted into database',
    );
  for (const [name, value] of Object.entries(settings)) {
    const problem = valueProblem(name, value);
    if (problem !== undefined) throw badRequest(`bad request: item name ${name}: ${problem}`);
  }
  const prefix = settings['robot_name_prefix'];
  if (profile.checkedPrefix && typeof prefix === 'string' && prefix.trim() === '')
    throw badRequest('bad request: robot_name_prefix cannot be empty or contain only spaces');
  checkForwarding(world, settings);
  if (profile.boundedSettings) checkNumbers(settings);
}
