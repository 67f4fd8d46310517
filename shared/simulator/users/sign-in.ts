import type { SessionRow, UserRow } from '../state.ts';
import type { World } from '../world.ts';
import { ANONYMOUS, type Identity } from './identity.ts';

/** Milliseconds that a wrong password takes and that its name is locked (src/core/auth/authenticator.go). */
const FROZEN = 1500;

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Basic credentials of an Authorization header, undefined when there are none. */
export function parseBasic(header: string | undefined): Credentials | undefined {
  if (!header || header.slice(0, 6).toLowerCase() !== 'basic ') return undefined;
  const encoded = header.slice(6);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const split = text.indexOf(':');
  if (split < 0) return undefined;
  return { user: text.slice(0, split), password: text.slice(split + 1) };
}

function asUser(user: UserRow): Identity {
  return { kind: 'user', id: user.id, username: user.username, sysadmin: user.sysadmin };
}

/** The few calls that the CLI secret of a provider's user opens (src/server/middleware/security/oidc_cli.go). */
const takesCliSecret = (method: string, path: string): boolean =>
  path.startsWith('/v2') ||
  path === '/service/token' ||
  (method === 'GET' && ['/api/v2.0/systeminfo', '/api/version'].includes(path)) ||
  (path === '/api/v2.0/projects' && ['GET', 'POST'].includes(method));

/** Sign-ins: robots, users, the lock after a wrong password, and what checking one costs. */
export class SignIn {
  readonly #world: World;
  /** Names whose wrong password has not been answered yet: the lock ends with that answer. */
  readonly #locked = new Set<string>();
  #checking = 0;
  readonly #queue: (() => void)[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Harbor's order: robot, user, session. A wrong Basic falls through to the session. */
  async identify(
    basic: Credentials | undefined,
    session: SessionRow | undefined,
    { method, path }: { readonly method: string; readonly path: string },
  ): Promise<Identity> {
    if (basic) {
      const cli = takesCliSecret(method, path) ? this.#cliUser(basic) : undefined;
      if (cli) return asUser(cli);
      const robot = this.#robot(basic);
      if (robot) return robot;
      const user = await this.user(basic);
      if (user) return asUser(user);
    }
    return session?.user ? { kind: 'user', ...session.user } : ANONYMOUS;
  }

  #cliUser({ user: name, password }: Credentials): UserRow | undefined {
    const user = this.#world.state.userByName(name);
    return user?.oidc?.secret === password ? user : undefined;
  }

  #robot({ user, password }: Credentials): Identity | undefined {
    const world = this.#world;
    const prefix = world.state.text('robot_name_prefix');
    if (!user.startsWith(prefix)) return undefined;
    const robot = world.state.robots.named(user.slice(prefix.length))[0];
    if (!robot || robot.secret === '' || robot.secret !== password || robot.disabled)
      return undefined;
    if (robot.expiresAt !== -1 && robot.expiresAt <= world.clock.seconds()) return undefined;
    return { kind: 'robot', robot, username: user };
  }

  /** Checks a user's name (or mail address) and password; waits and locks the name when wrong. */
  async user({ user: principal, password }: Credentials): Promise<UserRow | undefined> {
    const world = this.#world;
    const user = this.#find(principal);
    if (world.state.text('auth_mode') === 'oidc_auth' && user?.id !== 1) return undefined;
    if (this.#locked.has(principal)) return undefined;
    if (user) await this.#cost();
    if (user && user.password === password) return user;
    this.#locked.add(principal);
    await world.clock.sleep(FROZEN);
    this.#locked.delete(principal);
    return undefined;
  }

  /** Forgets every lock. */
  reset(): void {
    this.#locked.clear();
  }

  #find(principal: string): UserRow | undefined {
    for (const user of this.#world.state.users.values())
      if (user.username === principal || (user.email !== '' && user.email === principal))
        return user;
    return undefined;
  }

  /** The time that hashing takes, for two at once as on two cores. */
  async #cost(): Promise<void> {
    const cost = this.#world.loginCost;
    if (cost <= 0) return;
    if (this.#checking >= 2) await new Promise<void>((resolve) => this.#queue.push(resolve));
    else this.#checking += 1;
    try {
      await new Promise((resolve) => setTimeout(resolve, cost));
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#checking -= 1;
    }
  }
}
