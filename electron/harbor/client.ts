import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { parseAddress } from './address.ts';
import { readsAuditLog } from './audit-log.ts';
import { createCalls, type Called, type Calls } from './calls.ts';
import { capabilitiesOf, failsForRobots, readRelease } from './capabilities.ts';
import { changeRobots, robotPath } from './change-robots.ts';
import { answerError, requestOf } from './harbor-errors.ts';
import { namedProjectsPath, namedRobotsPath, projectsPath, robotsPath } from './query.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { realPorts, type Ports } from './retries.ts';
import { strongestRole } from './rights.ts';
import { registryOf } from './registry.ts';
import { readRobot } from './robot.ts';
import * as schemas from './schemas.ts';
import { seeRights } from './see-rights.ts';
import { createTransport, type Transport } from './transport.ts';
import type { HarborClient, HarborOptions, HarborProject, Page, SystemInfo } from './types.ts';

/**
 * Makes a client for one Harbor and one login; nothing is sent before the first call. Throws
 * AppError `address-invalid` where the address cannot be used. `close` must follow.
 */
export function createHarborClient(options: HarborOptions, ports: Ports = realPorts): HarborClient {
  const transport = createTransport(options, parseAddress(options.url, options.allowHttp));
  const calls = createCalls(options, transport, ports);
  return clientOf(transport, calls, ports, options.remember);
}

function clientOf(
  transport: Transport,
  calls: Calls,
  ports: Ports,
  remember: HarborOptions['remember'],
): HarborClient {
  const { host } = transport.address;
  let asked: Promise<SystemInfo> | null = null;
  let catalogueAsked: Called | null = null;
  let isWithoutRoles = false;

  /** The body of an answer; null for the statuses that mean "not for this login". */
  const bodyUnless = <T>(
    unless: readonly number[],
    { answer, exchange }: Called,
    schema: z.ZodType<T>,
  ): T | null => {
    if (unless.includes(answer.status)) {
      const error = answerError(answer, exchange, host);
      if (error.harbor !== null) return null;
    }
    return parsedBody(jsonOf(answer, exchange, host), schema, answer, exchange, host);
  };

  const readUnless = async <T>(
    unless: readonly number[],
    call: string,
    schema: z.ZodType<T>,
    signal: AbortSignal | undefined,
  ): Promise<T | null> => bodyUnless(unless, await calls.get(call, signal), schema);

  const catalogueOnce = async (signal?: AbortSignal): Promise<Called> => {
    catalogueAsked ??= await calls.get('/permissions', signal);
    return catalogueAsked;
  };

  const askSystemInfo = async (signal?: AbortSignal): Promise<SystemInfo> => {
    const { answer, exchange } = await calls.get('/systeminfo', signal);
    const arrived = ports.now();
    const body = jsonOf(answer, exchange, host);
    const info = parsedBody(body, schemas.systemInfo, answer, exchange, host);
    return {
      version: info.harbor_version,
      authMode: info.auth_mode,
      provider: info.oidc_provider_name,
      readOnly: info.read_only,
      projectCreation: info.project_creation_restriction,
      registry: registryOf(info),
      clockOffset: clockOffset(info.current_time, arrived, answer.elapsed),
    };
  };

  const projectsOf = (called: Called): Page<HarborProject> =>
    pageOf(called, host, (item) => {
      const parsed = schemas.project.safeParse(item);
      if (!parsed.success) return null;
      const { project_id: id, name, current_user_role_id, current_user_role_ids } = parsed.data;
      return { id, name, role: strongestRole([current_user_role_id, ...current_user_role_ids]) };
    });
  const projectsOnce = async (page: number, signal?: AbortSignal): Promise<Page<HarborProject>> =>
    projectsOf(await calls.get(projectsPath(page), signal));

  /**
   * `/projects` answers everybody. A login that Harbor does not accept for a moment (a wrong
   * password elsewhere locks the name for 1.5 s) gets the public projects alone, without
   * roles: such a page is asked for again after the login was proven again.
   */
  const projects = async (page: number, signal?: AbortSignal): Promise<Page<HarborProject>> => {
    const first = await projectsOnce(page, signal);
    const isUser = (await calls.identity(signal)).kind === 'user';
    if (!isUser || isWithoutRoles || first.items.some(({ role }) => role > 0)) return first;
    await calls.proveAgain(signal);
    const second = await projectsOnce(page, signal);
    isWithoutRoles = second.items.every(({ role }) => role === 0);
    return second;
  };

  const client: HarborClient = {
    get requestsSent() {
      return transport.requestsSent;
    },
    identity: (signal) => calls.identity(signal),
    systemInfo: (signal) => {
      asked ??= askSystemInfo(signal).catch((error: unknown) => {
        asked = null;
        throw error;
      });
      return asked;
    },
    async capabilities(signal, known) {
      const { version } = await client.systemInfo(signal);
      if (readRelease(version) !== null) return capabilitiesOf(version);
      if (known !== undefined) return capabilitiesOf(version, known);
      const { answer } = await catalogueOnce(signal);
      const hasCatalogue = answer.status !== 404;
      return { ...capabilitiesOf(version, { hasCatalogue }), isProbed: true };
    },
    async rights(signal) {
      const identity = await calls.identity(signal);
      return seeRights(identity, {
        projects: (page) => projects(page, signal),
        authMode: async () => (await asked)?.authMode ?? '',
        async listsSystemRobots() {
          const { answer } = await calls.get(robotsPath({ level: 'system' }, 1, 1), signal);
          return answer.status === 200;
        },
        async ownPermissions(projectId) {
          const scope = encodeURIComponent(`/project/${String(projectId)}`);
          const call = `/users/current/permissions?scope=${scope}&relative=true`;
          const called = await calls.get(call, signal);
          // Harbor ≤ 2.2 does not say to a robot what it may, but fails.
          const isDumb = identity.kind === 'robot' && called.answer.status === 500;
          const release = isDumb ? readRelease((await client.systemInfo(signal)).version) : null;
          if (release !== null && failsForRobots(release)) return new Set();
          const own = bodyUnless([403, 404], called, schemas.ownPermissions);
          return new Set((own ?? []).map(({ resource, action }) => `${resource}:${action}`));
        },
      });
    },
    projects,
    async robots(listing, page, signal) {
      const called = await calls.get(robotsPath(listing, page), signal);
      await requestsAreOut();
      return pageOf(called, host, (item) => readRobot(item, listing));
    },
    async catalogue(signal) {
      const found = bodyUnless([403, 404], await catalogueOnce(signal), schemas.permissions);
      const names = (pairs: readonly { resource: string; action: string }[]): string[] =>
        pairs.map(({ resource, action }) => `${resource}:${action}`);
      return found && { system: names(found.system), project: names(found.project) };
    },
    async robotPrefix(signal) {
      const found = await readUnless([403], '/configurations', schemas.configurations, signal);
      return found?.robot_name_prefix?.value ?? null;
    },
    async robotSettings(signal) {
      const called = await calls.get('/configurations', signal);
      const { answer, exchange } = called;
      if (answer.status !== 200) throw answerError(answer, exchange, host);
      const json = jsonOf(answer, exchange, host);
      const found = parsedBody(json, schemas.robotConfigurations, answer, exchange, host);
      const { robot_name_prefix: prefix, robot_token_duration: duration } = found;
      return {
        prefix: prefix.value,
        duration: duration.value,
        editable: prefix.editable && duration.editable,
      };
    },
    async userName(id, signal) {
      const found = await readUnless([403, 404], `/users/${String(id)}`, schemas.user, signal);
      return found?.username ?? null;
    },
    async userNames(signal) {
      const call = '/users?page=1&page_size=100';
      const found = await readUnless([403, 404], call, schemas.users, signal);
      return found && Object.fromEntries(found.map((one) => [one.user_id, one.username]));
    },
    async robot(id, listing, signal) {
      const called = await calls.get(robotPath(id), signal);
      const { answer, exchange } = called;
      const found = readRobot(jsonOf(answer, exchange, host), listing);
      if (found === null) throw unreadable(called, host, `${host} did not answer with a robot.`);
      return found;
    },
    async findRobot(place, name, signal) {
      const called = await calls.get(namedRobotsPath(place, name), signal);
      const { items } = pageOf(called, host, (item) => readRobot(item, place));
      // Up to Harbor 2.12 the listing of system robots brings those of projects as well.
      const level = 'projectId' in place ? 'project' : 'system';
      const ours = items.filter(({ robot }) => robot.level === level);
      return ours.find(({ robot }) => robot.name.endsWith(name)) ?? null;
    },
    async projectId(name, signal) {
      const called = await calls.get(namedProjectsPath(name), signal);
      return projectsOf(called).items.find((project) => project.name === name)?.id ?? null;
    },
    ...readsAuditLog(calls, host, (signal) => client.capabilities(signal)),
    proveRobot: (name, secret, signal) => calls.proveRobot(name, secret, signal),
    ...changeRobots(calls, host, remember),
    expectRequests: (count, signal) => calls.expectRequests(count, signal),
    close: () => calls.close(),
  };
  return client;
}

/**
 * Reading a page takes milliseconds, in which Harbor could be at work on the next one already.
 * undici writes a request on a used connection at the end of a turn of the event loop: this
 * turn's or, where our own callback comes first, the next one's.
 */
async function requestsAreOut(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/** The error of an answer that is JSON, but not what was asked for. */
const unreadable = ({ answer, exchange }: Called, host: string, what: string): AppError =>
  new AppError('answer-malformed', `${what} Try again, and report it if it stays.`, {
    retryable: true,
    details: { host, request: requestOf(exchange) },
    requestId: answer.requestId,
  });

/** A page of a list. A row that cannot be read is an error that names it, never left out. */
function pageOf<T>(called: Called, host: string, readItem: (item: unknown) => T | null): Page<T> {
  const { answer, exchange } = called;
  const body = jsonOf(answer, exchange, host);
  const unread = (what: string): AppError => unreadable(called, host, what);
  if (!Array.isArray(body)) throw unread(`${host} did not answer with a list.`);
  const items = body.map((row: unknown, index) => {
    const item = readItem(row);
    if (item !== null) return item;
    throw unread(`Row ${String(index + 1)} of a list of ${host} has no id or no name.`);
  });
  const total = Number(answer.headers['x-total-count'] ?? Number.NaN);
  if (!Number.isSafeInteger(total)) throw unread(`${host} did not say how long its list is.`);
  return { items, total };
}

/** Server clock minus ours in seconds, taking the answer to be half of its time under way. */
function clockOffset(time: string, arrived: number, elapsed: number): number | null {
  const server = Date.parse(time);
  if (Number.isNaN(server)) return null;
  return Math.round(server - (arrived - elapsed / 2)) / 1_000;
}
