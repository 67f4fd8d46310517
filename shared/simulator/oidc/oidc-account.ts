import type { ChanceSource } from '../chance.ts';
import type { SimulatorClock } from '../clock.ts';
import type { State, UserRow } from '../state.ts';
import type { Claims } from './oidc-users.ts';

/** An account of Harbor's for somebody whom the provider knows. */
export function addOidcUser(
  { state, chance, clock }: { state: State; chance: ChanceSource; clock: SimulatorClock },
  { username, email, ...claims }: Pick<Claims, 'username' | 'email'> & Partial<Claims>,
): UserRow {
  const subject = claims.subject === undefined ? '' : `${claims.subject}${claims.issuer ?? ''}`;
  const now = clock.now();
  return state.addUser({
    username,
    email,
    realname: username,
    comment: 'Onboarded via OIDC provider',
    password: `${chance.secrets.text(17)}aA1`,
    sysadmin: false,
    creationTime: now,
    updateTime: now,
    oidc: { subject, secret: chance.secrets.text(32) },
  });
}
