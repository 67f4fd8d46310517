import type { Calls } from './calls.ts';
import { encodedQuery, PAGE_SIZE } from './query.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { auditConfigurations, auditRows } from './schemas.ts';
import type { AuditEntry, AuditQuestion, Capabilities, HarborClient } from './types.ts';

/** `2026-11-29T12:00:00`, the only form of a moment that Harbor's queries take (lib/q/builder.go). */
const momentOf = (epoch: number): string => new Date(epoch * 1_000).toISOString().slice(0, 19);

/** Characters that mean something in a query and cannot be escaped there. */
const isPlain = (text: string): boolean => /^[^,~={}()[\]"'\\\s%]+$/.test(text);

function termsOf({ usernamePart, since, until }: AuditQuestion): string[] {
  const terms: string[] = [];
  if (usernamePart !== undefined && isPlain(usernamePart)) terms.push(`username=~${usernamePart}`);
  if (since !== undefined || until !== undefined) {
    const from = since === undefined ? '' : momentOf(since);
    // Entries are noted to a part of a second, and read to the whole one: the last belongs to it.
    const to = until === undefined ? '' : momentOf(until + 1);
    terms.push(`op_time=[${from}~${to}]`);
  }
  return terms;
}

const pathOf = (
  { hasExtendedAudit, canSort }: Capabilities,
  terms: readonly string[],
  {
    page,
    pageSize,
    oldestFirst = false,
  }: { page: number; pageSize: number; oldestFirst?: boolean },
): string => {
  const log = hasExtendedAudit ? '/auditlog-exts' : '/audit-logs';
  const q = terms.length === 0 ? '' : `q=${encodedQuery(terms.join(','))}&`;
  // By number, because several entries share a second; without `sort` the newest come first anyway.
  const sort = canSort ? `&sort=${oldestFirst ? 'id' : '-id'}` : '';
  return `${log}?${q}page=${String(page)}&page_size=${String(pageSize)}${sort}`;
};

/** Reads the audit log (Harbor ≥ 2.13 has one of its own for everything since). */
export function readsAuditLog(
  calls: Pick<Calls, 'get'>,
  host: string,
  capabilities: HarborClient['capabilities'],
): Pick<HarborClient, 'lastUse' | 'auditLog' | 'oldestAuditEntry' | 'logsPulls'> {
  const read = async (path: string, signal?: AbortSignal): Promise<AuditEntry[]> => {
    const { answer, exchange } = await calls.get(path, signal);
    const rows = parsedBody(jsonOf(answer, exchange, host), auditRows, answer, exchange, host);
    return rows.map((row) => ({
      id: row.id,
      at: row.op_time,
      username: row.username,
      isPull: row.operation === 'pull',
      succeeded: row.operation_result,
      what: [row.operation, row.resource].filter((part) => part !== '').join(' '),
      resource: row.resource,
      resourceType: row.resource_type,
    }));
  };

  return {
    async lastUse(username, signal) {
      const one = { page: 1, pageSize: 1 };
      const path = pathOf(await capabilities(signal), [`username=${username}`], one);
      const [newest] = await read(path, signal);
      return newest === undefined ? null : { at: newest.at, what: newest.what };
    },
    async auditLog(question, page, signal) {
      const place = { page, pageSize: PAGE_SIZE };
      return read(pathOf(await capabilities(signal), termsOf(question), place), signal);
    },
    async oldestAuditEntry(signal) {
      const known = await capabilities(signal);
      if (!known.canSort) return null;
      const place = { page: 1, pageSize: 1, oldestFirst: true };
      const [oldest] = await read(pathOf(known, [], place), signal);
      return oldest ?? null;
    },
    async logsPulls(signal) {
      const { answer, exchange } = await calls.get('/configurations', signal);
      if (answer.status === 403) return null;
      const json = jsonOf(answer, exchange, host);
      const found = parsedBody(json, auditConfigurations, answer, exchange, host);
      const without = found.disabled_audit_log_event_types?.value ?? '';
      return (
        found.pull_audit_log_disable?.value !== true &&
        found.skip_audit_log_database?.value !== true &&
        !without.split(',').some((type) => type.trim() === 'pull_artifact')
      );
    },
  };
}
