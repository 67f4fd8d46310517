import { State } from './state.ts';

interface Start {
  readonly adminPassword: string;
  readonly authMode: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Settings of a fresh Harbor that GET /configurations shows; all of them can be changed. */
const SETTINGS: Readonly<Record<string, unknown>> = {
  audit_log_forward_endpoint: '',
  banner_message: '',
  email_host: 'smtp.mydomain.com',
  notification_enable: true,
  oidc_name: '',
  primary_auth_mode: false,
  project_creation_restriction: 'everyone',
  pull_audit_log_disable: false,
  quota_per_project_enable: true,
  read_only: false,
  robot_name_prefix: 'robot$',
  robot_token_duration: 30,
  scanner_skip_update_pulltime: false,
  self_registration: false,
  session_timeout: 60,
  skip_audit_log_database: false,
  storage_per_project: -1,
  token_expiration: 30,
};

/** What a new Harbor holds: `admin` (user 1), the anonymous user 2, the public project `library` (1). */
export function startState({ adminPassword, authMode, now }: Start): State {
  const state = new State();
  for (const [name, value] of Object.entries(SETTINGS)) state.settings.set(name, value);
  state.settings.set('auth_mode', authMode);
  state.addUser({
    username: 'admin',
    email: '',
    realname: 'system admin',
    comment: 'admin user',
    password: adminPassword,
    sysadmin: true,
    creationTime: now,
    updateTime: now,
  });
  state.nextId('user');
  state.addProject({
    name: 'library',
    ownerId: 1,
    metadata: { public: 'true' },
    creationTime: now,
    updateTime: now,
    repositories: 0,
    storageLimit: -1,
  });
  return state;
}
