import type { OutgoingRobot } from '../../../electron/secret-exports/credentials.ts';

/** A system robot on its way out. */
export const outgoingRobot = (id: number, secret: string): OutgoingRobot => ({
  handle: `handle ${String(id)}`,
  instanceId: '',
  instance: 'prod',
  url: 'https://prod.example.com',
  registry: 'prod.example.com',
  name: `robot$r${String(id)}`,
  secret,
  project: '',
  id,
  description: '',
  expiresAt: null,
  createdAt: 0,
  duration: null,
  permissions: [],
  madeAt: null,
});
