import type { Exchange, Reply } from '../exchange.ts';
import { empty } from '../exchange.ts';
import { parseQuery } from '../go/go-url.ts';
import type { SignIn } from './sign-in.ts';
import { redirectLocation } from '../oidc/oidc-sign-in.ts';
import type { World } from '../world.ts';

/** POST /c/login, a form with `principal` and `password`: users only, a robot gets 401. */
export async function login(exchange: Exchange, signIn: SignIn): Promise<Reply> {
  const { world, call, session } = exchange;
  const form = parseQuery(call.body.toString('utf8'));
  const field = (name: string): string => form.get(name)?.[0] ?? call.query.get(name)?.[0] ?? '';
  const principal = field('principal');
  if (world.state.text('auth_mode') === 'oidc_auth' && isProviders(world, principal))
    return redirectLocation(exchange, 'login');
  const user = await signIn.user({ user: principal, password: field('password') });
  if (!user) return empty(401);
  session.signIn(user);
  return empty();
}

/** Everybody but local users signs in at the provider, also who is not known yet. */
const isProviders = (world: World, name: string): boolean => {
  const user = world.state.userByName(name);
  return user === undefined || user.oidc !== undefined;
};

/** GET /c/log_out: ends the session, but for users of the provider, who are sent elsewhere. */
export function logOut(exchange: Exchange): Reply {
  const { world, identity, session } = exchange;
  if (identity.kind === 'user' && world.state.users.get(identity.id)?.oidc)
    return redirectLocation(exchange, 'logout');
  session.signOut();
  return empty();
}
