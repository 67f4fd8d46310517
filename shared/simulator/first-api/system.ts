import { CONFIGURATIONS } from '../bodies.ts';
import { shownSettings } from '../settings/configurations.ts';
import { badRequest, forbidden, unauthorized } from '../errors.ts';
import { empty } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { statistics } from '../general.ts';
import { callerName } from '../users/identity.ts';
import { valueProblem } from '../settings/setting-rules.ts';
import { sent, served } from './controller.ts';

function requireAdmin({ identity }: Exchange): void {
  if (identity.kind === 'anonymous') throw unauthorized('UnAuthorized');
  if (identity.kind !== 'user' || !identity.sysadmin) throw forbidden(callerName(identity));
}

/** GET /configurations. */
export function getSettings(exchange: Exchange): Reply {
  requireAdmin(exchange);
  return served({
    ...shownSettings(exchange),
    scan_all_policy: { editable: true, value: { type: 'none' } },
  });
}

/** What a setting is checked for: that Go can read the text as a value of its type. */
function problemOf(name: string, value: unknown): string | undefined {
  const type = CONFIGURATIONS.type.type === 'struct' ? CONFIGURATIONS.type.fields[name] : undefined;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (type?.type) {
    case undefined:
      return 'configure item is not defined in metadata';
    case 'int64':
      if (/^[+-]?\d+$/.test(text)) return undefined;
      return `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
    case 'bool':
      if (/^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text)) return undefined;
      return `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`;
    default:
      return undefined;
  }
}

/** PUT /configurations: every setting is read as text; one that is not known is refused. */
export function updateSettings(exchange: Exchange): Reply {
  const { state } = exchange.world;
  requireAdmin(exchange);
  const settings = sent(exchange, { type: 'map', of: { type: 'any' }, go: 'map' });
  const mode = settings['auth_mode'];
  if (mode !== undefined && mode !== state.text('auth_mode') && state.users.size > 1)
    throw badRequest(
      'the keys [auth_mode] can not be modified as new users have been inserted into database',
    );
  for (const [name, value] of Object.entries(settings)) {
    const problem = problemOf(name, value) ?? valueProblem(name, value);
    if (problem !== undefined) throw badRequest(`${problem}, item name: ${name}`);
  }
  for (const [name, value] of Object.entries(settings)) {
    const known = state.settings.get(name);
    const text = String(value);
    state.settings.set(
      name,
      typeof known === 'number'
        ? Number(text)
        : typeof known === 'boolean'
          ? /^(?:1|t)/i.test(text)
          : text,
    );
  }
  return empty();
}

/** GET /statistics: totals for the system administrator alone, and no sizes. */
export function getStatistics(exchange: Exchange): Reply {
  if (exchange.identity.kind === 'anonymous') throw unauthorized('UnAuthorized');
  const counts = { ...(statistics(exchange).json as Record<string, number>) };
  delete counts['total_storage_consumption'];
  const { identity } = exchange;
  if (identity.kind !== 'user' || !identity.sysadmin) {
    delete counts['total_project_count'];
    delete counts['total_repo_count'];
  }
  return served(counts);
}
