import type { AppError } from '../../shared/contract/errors.ts';
import { basicOf } from './basic.ts';
import { failsForRobots, readRelease } from './capabilities.ts';
import { answerError, whatHarborSaid } from './harbor-errors.ts';
import { loginRefused, loginStopped, signInEnded } from './login-errors.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { currentUser, systemInfo } from './schemas.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Credentials, Identity } from './types.ts';

/** What proves who we are, and whether Harbor has accepted it. One for the life of a client. */
export interface Login {
  /** Null until Harbor has accepted the credentials. */
  readonly identity: Identity | null;
  /** Throws `login-stopped`, or `sign-in-ended`, once it was refused. */
  throwIfStopped(): void;
  /**
   * Asks Harbor who we are: 200 is a user, 412 a robot (500 up to Harbor 2.2), 401 neither.
   * Public endpoints cannot tell, because they answer a wrong login as a stranger's.
   */
  prove(send: (exchange: Exchange) => Promise<Answer>, signal?: AbortSignal): Promise<Identity>;
  /** Ends everything: returns the error to throw, and stops all further calls. */
  refuse(answer: Answer, exchange: Exchange): Promise<AppError>;
}

export interface LoginPlace {
  /** harbor.example.com:443 */
  readonly host: string;
  /** Encoded path of an API call, from the root of the host. */
  readonly pathOf: (call: string) => string;
  /** `auth_mode` of this Harbor, asked without a login; '' if it cannot be known. */
  readonly authMode: () => Promise<string>;
}

/** The state of one login. */
export function createLogin(credentials: Credentials, place: LoginPlace): Login {
  const { host, pathOf } = place;
  let identity: Identity | null = null;
  let isStopped = false;

  const refuse = async (answer: Answer, exchange: Exchange): Promise<AppError> => {
    isStopped = true;
    if (credentials.kind === 'oidc') return signInEnded(host, credentials.username);
    const harbor = whatHarborSaid(answer);
    if (harbor === null && answer.text !== '') return answerError(answer, exchange, host);
    const authMode = await place.authMode();
    return loginRefused({ host, credentials, authMode }, answer, harbor);
  };

  const get = (call: string, signal: AbortSignal | undefined): Exchange => ({
    method: 'GET',
    path: pathOf(call),
    headers: { accept: 'application/json' },
    signal,
  });

  return {
    get identity() {
      return identity;
    },
    throwIfStopped() {
      if (!isStopped) return;
      const { kind, username } = credentials;
      throw kind === 'oidc' ? signInEnded(host, username) : loginStopped(host, username);
    },
    refuse,
    async prove(send, signal) {
      const exchange = get('/users/current', signal);
      const answer = await send(exchange);
      const robot: Identity = { kind: 'robot', username: credentials.username };
      if (answer.status === 401) throw await refuse(answer, exchange);
      if (answer.status === 412 && whatHarborSaid(answer) !== null) {
        identity = robot;
        return robot;
      }
      if (answer.status === 500 && (await isOldRobot(send, get('/systeminfo', signal), host))) {
        identity = robot;
        return robot;
      }
      const body = parsedBody(jsonOf(answer, exchange, host), currentUser, answer, exchange, host);
      identity = {
        kind: 'user',
        id: body.user_id,
        username: body.username,
        isAdmin: body.sysadmin_flag || body.admin_role_in_auth,
        byGroup: body.admin_role_in_auth && !body.sysadmin_flag,
        atProvider: credentials.kind === 'oidc',
      };
      return identity;
    },
  };
}

/**
 * Asks Harbor whether a robot may come in with this secret: 412 (500 up to Harbor 2.2) says yes,
 * Harbor's own 401 says no. Throws what any other answer means.
 */
export async function proveRobot(
  credentials: { readonly username: string; readonly secret: string },
  { host, pathOf }: Pick<LoginPlace, 'host' | 'pathOf'>,
  send: (exchange: Exchange) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<'accepted' | 'refused'> {
  const { username, secret } = credentials;
  const headers = { accept: 'application/json', authorization: basicOf(username, secret) };
  const get = (call: string): Exchange => ({ method: 'GET', path: pathOf(call), headers, signal });
  const exchange = get('/users/current');
  const answer = await send(exchange);
  const isHarbors = whatHarborSaid(answer) !== null;
  if (answer.status === 412 && isHarbors) return 'accepted';
  if (answer.status === 401 && isHarbors) return 'refused';
  if (answer.status === 500 && (await isOldRobot(send, get('/systeminfo'), host)))
    return 'accepted';
  throw answerError(answer, exchange, host);
}

/**
 * Harbor 2.2 fails inside when a robot asks who it is. Its `/systeminfo` tells strangers no
 * addresses, so a full answer shows that the login was accepted.
 */
async function isOldRobot(
  send: (exchange: Exchange) => Promise<Answer>,
  exchange: Exchange,
  host: string,
): Promise<boolean> {
  const answer = await send(exchange);
  const info = parsedBody(jsonOf(answer, exchange, host), systemInfo, answer, exchange, host);
  const release = readRelease(info.harbor_version);
  const isKnown = info.registry_url !== '' || info.external_url !== '';
  return release !== null && failsForRobots(release) && isKnown;
}
