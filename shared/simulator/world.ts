import type { Catalogue } from './access/catalogue.ts';
import { catalogueOf } from './access/catalogue.ts';
import type { ChanceSource } from './chance.ts';
import type { SimulatorClock } from './clock.ts';
import type { IncomingCall } from './http/incoming-call.ts';
import { addOidcUser } from './oidc/oidc-account.ts';
import type { OidcProvider } from './oidc/oidc-provider.ts';
import type { Profile } from './profile.ts';
import { AccessRules } from './access/rbac.ts';
import { rolePoliciesOf } from './access/role-policies.ts';
import type { RolePolicies } from './access/role-policies.ts';
import { startState } from './start-state.ts';
import type { State } from './state.ts';

export interface WorldOptions {
  readonly profile: Profile;
  readonly clock: SimulatorClock;
  readonly chance: ChanceSource;
  readonly adminPassword: string;
  readonly authMode: string;
  /** Milliseconds for checking one user's password. */
  readonly loginCost: number;
  /** It speaks https. */
  readonly secure: boolean;
  /** People sign in through this provider. */
  readonly oidc?: OidcWorld;
}

/** How people sign in through a provider. */
export interface OidcWorld {
  readonly provider: () => OidcProvider;
  /** Shown as `oidc_provider_name`. */
  readonly name: string;
  /** Its members are administrators. */
  readonly adminGroup: string;
  /** Accounts are made by themselves; else people choose a name at their first sign-in. */
  readonly autoOnboard: boolean;
}

/** Everything a handler needs of the simulated Harbor, apart from the request. */
export class World {
  readonly profile: Profile;
  readonly clock: SimulatorClock;
  readonly chance: ChanceSource;
  readonly catalogue: Catalogue | undefined;
  readonly roles: RolePolicies;
  readonly access: AccessRules;
  readonly loginCost: number;
  readonly oidc: OidcWorld | undefined;
  /** Shown as `external_url`; the address it listens on unless given. */
  externalUrl = '';
  /** Seconds by which `current_time` and creation times shown differ from the machine's. */
  shownClockOffset = 0;
  state: State;
  readonly #options: WorldOptions;
  #lastStamp = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.profile = options.profile;
    this.clock = options.clock;
    this.chance = options.chance;
    this.loginCost = options.loginCost;
    this.oidc = options.oidc;
    this.catalogue = catalogueOf(options.profile.release);
    this.roles = rolePoliciesOf(options.profile);
    this.access = new AccessRules(options.profile, this.roles);
    this.state = this.#begin();
  }

  /** The address that it believes to have: the one it was given, or that of the request. */
  addressFor({ headers }: IncomingCall): string {
    const scheme = this.#options.secure ? 'https' : 'http';
    return this.externalUrl || `${scheme}://${headers['host'] ?? ''}`;
  }

  /** Epoch milliseconds for a row that is written now: never the same twice, as in a database. */
  stamp(): number {
    this.#lastStamp = Math.max(this.clock.now(), this.#lastStamp + 0.001);
    return this.#lastStamp;
  }

  /** Back to the user `admin` and the project `library` alone. */
  reset(): void {
    this.#lastStamp = 0;
    this.state = this.#begin();
  }

  #begin(): State {
    const { adminPassword, authMode, clock, chance, oidc } = this.#options;
    const state = startState({ adminPassword, authMode, now: clock.now() });
    if (oidc === undefined) return state;
    state.settings.set('oidc_name', oidc.name);
    for (const { username, onboarded } of oidc.provider().users)
      if (onboarded)
        addOidcUser({ state, chance, clock }, { username, email: `${username}@example.com` });
    return state;
  }
}
