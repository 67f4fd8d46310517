import type {
  InstanceConfig,
  InstanceView,
  LoginView,
} from '../../../shared/contract/instances.ts';

/** An instance as the window gets it, fresh and unremarkable but for what is given. */
export function aView(
  config: Partial<InstanceConfig>,
  login: Partial<LoginView> = {},
  rest: Partial<Omit<InstanceView, 'config' | 'login'>> = {},
): InstanceView {
  const loginId = '00000000-0000-4000-8000-000000000002';
  return {
    config: {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'prod',
      url: 'https://harbor.example.com',
      allowHttp: false,
      colour: 'blue',
      group: '',
      tags: [],
      production: false,
      locked: false,
      loginId,
      trust: { kind: 'system' },
      clientCertificate: null,
      proxy: { kind: 'system' },
      parallel: 4,
      ...config,
    },
    login: {
      id: loginId,
      kind: 'user',
      username: 'admin',
      usedBy: ['prod'],
      stored: 'keychain',
      ...login,
    },
    state: 'fresh',
    error: null,
    since: null,
    asOf: 1_800_000_000,
    progress: null,
    harborVersion: '2.15.2',
    readOnly: false,
    projectCreation: 'everyone',
    clockOffset: 0,
    provider: '',
    rights: null,
    unreadable: [],
    robots: 1_203,
    projects: 40,
    expiringSoon: 3,
    expired: 1,
    neverExpires: 9,
    ...rest,
  };
}
