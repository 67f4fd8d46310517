import { AppError } from '../../shared/contract/errors.ts';
import { isTooOld, readRelease } from './capabilities.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { sendFollowing } from './redirects.ts';
import { systemInfo, type SystemInfoBody } from './schemas.ts';
import { knock } from './session.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Transport } from './transport.ts';

/** What a stranger is told about a Harbor. */
export interface Recognised {
  /** '' from Harbor 2.13 on, which tells it only after a login. */
  readonly version: string;
  readonly authMode: string;
  /** Name of the provider that people sign in at; '' where there is none. */
  readonly provider: string;
}

/** Other servers that people take for a Harbor, by what gives them away. */
const OTHERS: readonly {
  readonly name: string;
  readonly isIt: (header: (name: string) => string, text: string) => boolean;
}[] = [
  {
    name: 'JFrog Artifactory',
    isIt: (header) => /artifactory/i.test(header('server')) || header('x-jfrog-version') !== '',
  },
  { name: 'Sonatype Nexus', isIt: (header) => /nexus/i.test(header('server')) },
  {
    name: 'GitLab',
    isIt: (header, text) => header('x-gitlab-meta') !== '' || /<title[^>]*>[^<]*gitlab/i.test(text),
  },
  { name: 'Gitea or Forgejo', isIt: (_header, text) => /content="(?:gitea|forgejo)/i.test(text) },
  { name: 'Quay', isIt: (_header, text) => /<title[^>]*>[^<]*quay/i.test(text) },
  {
    name: 'a plain registry without Harbor',
    isIt: (header) => header('docker-distribution-api-version') !== '',
  },
];

/**
 * Asks without a login whether this is a Harbor, and which. Throws `not-harbor` naming what
 * answers instead, also for a Harbor older than 2.2, whose robots are different things.
 */
export async function recognise(transport: Transport, signal?: AbortSignal): Promise<Recognised> {
  const { host } = transport.address;
  const exchange = knock(transport.address, signal);
  const answer = await sendFollowing(transport, exchange);
  let info: SystemInfoBody;
  try {
    info = parsedBody(jsonOf(answer, exchange, host), systemInfo, answer, exchange, host);
  } catch (error) {
    throw (await stranger(transport, answer, signal)) ?? error;
  }
  if (info.auth_mode === '' && info.harbor_version === '') {
    throw (await stranger(transport, answer, signal)) ?? notHarbor(host, 'something else');
  }
  const release = readRelease(info.harbor_version);
  if (release !== null && isTooOld(release)) throw tooOld(host, info.harbor_version);
  const { harbor_version: version, auth_mode: authMode, oidc_provider_name: provider } = info;
  return { version, authMode, provider };
}

/** What answers in place of Harbor, as far as it shows; null where it may be Harbor in trouble. */
async function stranger(
  transport: Transport,
  answer: Answer,
  signal: AbortSignal | undefined,
): Promise<AppError | null> {
  const { host } = transport.address;
  const isTrouble = answer.status >= 500 || answer.status === 429;
  const named = nameOther(answer);
  if (named !== null) return notHarbor(host, named);
  if (isTrouble) return null;
  const version = await apiVersion(transport, signal);
  if (version !== null && version !== 'v2.0') return tooOld(host, `with API ${version}`);
  return answer.status === 404 ? notHarbor(host, 'something else') : null;
}

/** `GET /api/version`, since Harbor 1.9; null where there is no such thing. */
async function apiVersion(
  transport: Transport,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const path = `${transport.address.basePath}/api/version`;
  const exchange: Exchange = { method: 'GET', path, headers: {}, signal };
  try {
    const answer = await transport.send(exchange);
    const body = jsonOf(answer, exchange, transport.address.host) as { version?: unknown } | null;
    return typeof body?.version === 'string' ? body.version : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw error;
    return null;
  }
}

function nameOther({ headers, text }: Answer): string | null {
  const header = (name: string): string => String(headers[name] ?? '');
  return OTHERS.find(({ isIt }) => isIt(header, text))?.name ?? null;
}

const notHarbor = (host: string, what: string): AppError =>
  new AppError(
    'not-harbor',
    `No Harbor answers at ${host}, but ${what}. Check the address and port.`,
    { details: { host, found: what } },
  );

const tooOld = (host: string, version: string): AppError =>
  new AppError(
    'not-harbor',
    `The Harbor at ${host} is too old (${version}). Purser needs Harbor 2.2 or newer.`,
    { details: { host, version } },
  );
