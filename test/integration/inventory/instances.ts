import type { InstanceConfig, Login } from '../../../shared/contract/instances.ts';

export const LOGIN: Login = {
  id: '99999999-9999-4999-8999-999999999999',
  kind: 'user',
  username: 'admin',
};

/** An instance as somebody might enter it. */
export const anInstance = (id: string, more: Partial<InstanceConfig> = {}): InstanceConfig => ({
  id,
  name: 'prod',
  url: 'https://harbor.example.com',
  allowHttp: false,
  colour: 'slate',
  group: '',
  tags: [],
  production: false,
  locked: false,
  loginId: LOGIN.id,
  trust: { kind: 'system' },
  clientCertificate: null,
  proxy: { kind: 'system' },
  parallel: 4,
  ...more,
});
