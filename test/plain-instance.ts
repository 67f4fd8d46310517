import type { InstanceDraft } from '../shared/contract/instances.ts';

/** An instance as somebody adds it who changes nothing but its name and its address. */
export const plainInstance = (name: string, url: string): InstanceDraft['config'] => ({
  name,
  url,
  allowHttp: false,
  colour: 'blue',
  group: '',
  tags: [],
  production: false,
  locked: false,
  trust: { kind: 'system' },
  clientCertificate: null,
  proxy: { kind: 'none' },
  parallel: 4,
});
