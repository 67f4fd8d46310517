import { randomUUID } from 'node:crypto';
import type { Ports } from '../../../electron/ports.ts';
import type { RobotSecrets, SecretWish } from '../../../electron/keychain/robot-secrets.ts';
import type { InstanceConfig, Login } from '../../../shared/contract/instances.ts';
import { aComputer, type App, type Computer } from '../instances/stage.ts';

/** An instance that nobody can reach: secrets are ours before they are any Harbor's. */
const anInstance = (name: string): { instance: InstanceConfig; login: Login } => {
  const login: Login = { id: randomUUID(), kind: 'user', username: 'admin' };
  const instance: InstanceConfig = {
    id: randomUUID(),
    name,
    url: `http://${name}.example.com`,
    allowHttp: true,
    colour: 'blue',
    group: '',
    tags: [],
    production: false,
    locked: false,
    loginId: login.id,
    trust: { kind: 'system' },
    clientCertificate: null,
    proxy: { kind: 'none' },
    parallel: 4,
  };
  return { instance, login };
};

export interface SecretsStage {
  readonly computer: Computer;
  readonly instanceId: string;
  app: App;
  secrets: () => RobotSecrets;
  /** Ends the process without closing anything, as far as secrets go, and starts it again. */
  restart: () => Promise<void>;
  wish: (part?: Partial<SecretWish>) => SecretWish;
}

/** Purser with one instance and nothing else. */
export const secretsStage = async (more: Partial<Ports> = {}): Promise<SecretsStage> => {
  const computer = aComputer();
  const { instance, login } = anInstance('prod');
  const stage: SecretsStage = {
    computer,
    instanceId: instance.id,
    app: await computer.start({
      initial: { instances: [instance], logins: [login] },
      ...more,
    }),
    secrets: () => stage.app.services.secrets,
    restart: async () => {
      await stage.app.quit();
      stage.app = await computer.start(more);
      await stage.secrets().settle();
    },
    wish: (part = {}) => ({
      instanceId: instance.id,
      robotId: 7,
      robotName: 'robot$ci',
      planId: randomUUID(),
      step: 0,
      ...part,
    }),
  };
  return stage;
};
