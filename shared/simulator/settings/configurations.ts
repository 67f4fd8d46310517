import { Binder } from '../binding.ts';
import { CONFIGURATIONS } from '../bodies.ts';
import { badRequest } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { requireSystem } from '../access/require-access.ts';
import { FORWARDING, checkSettings } from './setting-rules.ts';

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

/**
 * PUT /configurations: works in read-only mode too; the robot prefix is checked since 2.16 only.
 * Where audit logs are to go is kept before it is tried, and nothing listens here.
 */
export function updateConfigurations(exchange: Exchange): Reply {
  const { profile, state } = exchange.world;
  const binder = new Binder(exchange);
  const settings = binder.body(CONFIGURATIONS);
  binder.done();
  requireSystem(exchange, 'configuration', 'update');
  checkSettings(exchange.world, settings);
  const known = Object.entries(settings).filter(
    ([name]) => profile.forwardsAuditLog || !FORWARDING.includes(name),
  );
  for (const [name, value] of known)
    state.settings.set(name, typeof value === 'bigint' ? Number(value) : value);
  const endpoint = profile.forwardsAuditLog ? settings['audit_log_forward_endpoint'] : undefined;
  if (typeof endpoint === 'string' && endpoint !== '')
    throw badRequest(`bad request: could not connect to the audit endpoint: ${endpoint}`);
  return empty();
}
