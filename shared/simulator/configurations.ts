import { Binder } from './binding.ts';
import { CONFIGURATIONS } from './bodies.ts';
import { badRequest } from './errors.ts';
import { empty, ok } from './exchange.ts';
import type { Exchange, Reply } from './exchange.ts';
import { requireSystem } from './require-access.ts';
import type { World } from './world.ts';

const BOUNDED = ['token_expiration', 'robot_token_duration', 'session_timeout'];
const LIMIT = 9_999_999_999;

/** Every setting with its value and whether it can be changed. */
export function shownSettings({ world }: Exchange): Record<string, unknown> {
  const { settings, users } = world.state;
  const names = [...settings.keys()].sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      { editable: name !== 'auth_mode' || users.size <= 1, value: settings.get(name) },
    ]),
  );
}

/** GET /configurations: the system administrator alone. */
export function getConfigurations(exchange: Exchange): Reply {
  requireSystem(exchange, 'configuration', 'read');
  return ok(shownSettings(exchange));
}

function checkNumbers(settings: Record<string, unknown>): void {
  for (const name of BOUNDED) {
    const value = settings[name];
    if (typeof value !== 'number' && typeof value !== 'bigint') continue;
    if (value <= 0) throw badRequest(`the ${name} value must be positive`);
    if (value > LIMIT) throw badRequest(`the ${name} value is over the limit value: ${LIMIT}`);
  }
}

function checkSettings(world: World, settings: Record<string, unknown>): void {
  const { profile, state } = world;
  const mode = settings['auth_mode'];
  if (mode !== undefined && mode !== state.text('auth_mode') && state.users.size > 1)
    throw badRequest(
      'the auth mode cannot be modified as new users have been inserted into database',
    );
  const prefix = settings['robot_name_prefix'];
  if (profile.checkedPrefix && typeof prefix === 'string' && prefix.trim() === '')
    throw badRequest('bad request: robot_name_prefix cannot be empty or contain only spaces');
  if (profile.boundedSettings) checkNumbers(settings);
}

/** PUT /configurations: works in read-only mode too; the robot prefix is checked since 2.16 only. */
export function updateConfigurations(exchange: Exchange): Reply {
  const { world } = exchange;
  const binder = new Binder(exchange);
  const settings = binder.body(CONFIGURATIONS);
  binder.done();
  requireSystem(exchange, 'configuration', 'update');
  checkSettings(world, settings);
  for (const [name, value] of Object.entries(settings))
    world.state.settings.set(name, typeof value === 'bigint' ? Number(value) : value);
  return empty();
}
