import type { Calls } from './calls.ts';
import { encodedQuery } from './query.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { auditRows } from './schemas.ts';
import type { Capabilities, HarborClient } from './types.ts';

/** Path and query of the newest entry that names somebody; both logs have the newest first. */
const pathOf = (username: string, { hasExtendedAudit }: Capabilities): string => {
  const log = hasExtendedAudit ? '/auditlog-exts' : '/audit-logs';
  return `${log}?q=${encodedQuery(`username=${username}`)}&page=1&page_size=1`;
};

/** Reads when the audit log last names a robot (Harbor ≥ 2.13 has a log of its own for that). */
export const createLastUse =
  (
    calls: Pick<Calls, 'get'>,
    host: string,
    capabilities: HarborClient['capabilities'],
  ): HarborClient['lastUse'] =>
  async (username, signal) => {
    const { answer, exchange } = await calls.get(
      pathOf(username, await capabilities(signal)),
      signal,
    );
    const json = jsonOf(answer, exchange, host);
    const [newest] = parsedBody(json, auditRows, answer, exchange, host);
    if (newest === undefined) return null;
    const { op_time: at, operation, resource } = newest;
    return { at, what: [operation, resource].filter((part) => part !== '').join(' ') };
  };
