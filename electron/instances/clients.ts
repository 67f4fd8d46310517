import { AppError } from '../../shared/contract/errors.ts';
import type { HarborClient } from '../harbor/types.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import { readingOptions } from '../reader/reader-login.ts';
import type { HeldPasswords } from './held-passwords.ts';
import type { Instances } from './instances.ts';

export interface ClientPorts {
  readonly instances: () => Pick<Instances, 'book' | 'optionsOf'>;
  readonly secrets: () => Pick<RobotSecrets, 'ofRobot'>;
  readonly held: Pick<HeldPasswords, 'forget'>;
}

/** New clients for saved instances: whoever asks for one closes it. Throw `unknown-item`. */
export interface Clients {
  /** With the login, for changing something. */
  clientFor(instanceId: string): Promise<HarborClient>;
  /** With the robot that reads there, or the login where none does. */
  readerFor(instanceId: string): Promise<HarborClient>;
}

export function createClients({ instances, secrets, held }: ClientPorts): Clients {
  /** Loaded when first needed: the window is there before anything is asked of a Harbor. */
  const load = () => import('../harbor/client.ts');

  /** A password that Harbor refuses is not held on to: the next time it is asked for again. */
  const forgetting = (client: HarborClient, loginId: string): HarborClient => {
    const ask = client.identity;
    client.identity = async (signal) => {
      try {
        return await ask(signal);
      } catch (error) {
        if (error instanceof AppError && error.code === 'login-refused') held.forget(loginId);
        throw error;
      }
    };
    return client;
  };

  return {
    async clientFor(id) {
      const { createHarborClient } = await load();
      const { book, optionsOf } = instances();
      return forgetting(createHarborClient(optionsOf(id)), book.instance(id).loginId);
    },
    async readerFor(id) {
      const { createHarborClient } = await load();
      const { book, optionsOf } = instances();
      return createHarborClient(readingOptions(optionsOf(id), book.instance(id), secrets()));
    },
  };
}
