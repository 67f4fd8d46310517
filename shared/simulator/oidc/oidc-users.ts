/** Somebody whom the simulated provider knows. */
export interface ProviderUser {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
  /** Harbor has an account for them already. Others are onboarded: by Harbor itself, or by hand. */
  readonly onboarded: boolean;
  /** The provider lets them in nowhere, and says so in these words. */
  readonly refused?: string;
}

export const ADMIN_GROUP = 'harbor-admins';

const PASSWORD = 'Passw0rd1';

/** One of each kind: an administrator by group, a developer, one who is refused, one who is new. */
export const PROVIDER_USERS: readonly ProviderUser[] = [
  { username: 'ada', password: PASSWORD, groups: [ADMIN_GROUP], onboarded: true },
  { username: 'ben', password: PASSWORD, groups: ['developers'], onboarded: true },
  {
    username: 'rex',
    password: PASSWORD,
    groups: [],
    onboarded: false,
    refused: 'rex is not in a group that may use Harbor',
  },
  { username: 'nora', password: PASSWORD, groups: ['developers'], onboarded: false },
];

/** What the provider tells Harbor of somebody who signed in. */
export interface Claims {
  /** Unique and stable at this provider. */
  readonly subject: string;
  readonly issuer: string;
  readonly username: string;
  readonly email: string;
  readonly groups: readonly string[];
}
