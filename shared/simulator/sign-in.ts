import { recordAudit } from './audit-trail.ts';
import type { Exchange, Reply } from './exchange.ts';
import { empty } from './exchange.ts';
import { parseQuery } from './go-url.ts';
import type { SignIn } from './identity.ts';

/** POST /c/login, a form with `principal` and `password`: users only, a robot gets 401. */
export async function login(exchange: Exchange, signIn: SignIn): Promise<Reply> {
  const { world, call, session } = exchange;
  const form = parseQuery(call.body.toString('utf8'));
  const field = (name: string): string => form.get(name)?.[0] ?? call.query.get(name)?.[0] ?? '';
  const principal = field('principal');
  const user = await signIn.user({ user: principal, password: field('password') });
  if (world.profile.extendedAudit)
    recordAudit(world, user?.username ?? principal, {
      operation: 'login',
      type: 'user',
      resource: user?.username ?? principal,
      successful: user !== undefined,
      description: 'login',
    });
  if (!user) return empty(401);
  session.signIn(user);
  return empty();
}

/** GET /c/log_out. */
export function logOut({ world, identity, session }: Exchange): Reply {
  if (world.profile.extendedAudit && identity.kind === 'user')
    recordAudit(world, identity, {
      operation: 'logout',
      type: 'user',
      resource: identity.username,
      description: 'logout',
    });
  session.signOut();
  return empty();
}
