import type { SecretCheck } from '../shared/contract/check-calls.ts';
import type { InstanceConfig } from '../shared/contract/instances.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import { createRobotSecrets, type RobotSecretsPorts } from './keychain/create-robot-secrets.ts';
import type { RobotSecrets } from './keychain/robot-secrets.ts';
import type { Ports } from './ports.ts';
import { createSecretChecks, type SecretChecks } from './secret-checks/secret-checks.ts';
import {
  createSecretExports,
  type SecretExportsPorts,
} from './secret-exports/create-secret-exports.ts';
import type { SecretExports } from './secret-exports/secret-exports.ts';
import { openUnfinishedFiles } from './secret-exports/unfinished-files.ts';
import { createSecretPlaces, type SecretPlaces } from './secret-places.ts';

/** Everything about the secrets of robots. */
export interface SecretRooms {
  readonly secrets: RobotSecrets;
  /** Whether secrets work, kept ones and those of files. */
  readonly secretChecks: SecretChecks;
  /** Where secrets are used, as people note it. */
  readonly secretPlaces: SecretPlaces;
  /** Secrets on their way to files and the clipboard. */
  readonly secretExports: SecretExports;
}

interface SecretRoomsPorts extends Omit<RobotSecretsPorts, 'instance'> {
  readonly inventory: Inventory;
  /** Of this workspace's files. */
  readonly folder: string;
  readonly desktop: Ports['desktop'];
  readonly instances: () => readonly InstanceConfig[];
  readonly at: () => Now;
  readonly onCheckChanged: (check: SecretCheck) => void;
  readonly onExportProgress: SecretExportsPorts['onProgress'];
}

/** Opens what is kept of the secrets of one workspace. Throws AppErrors of the inventory. */
export const createSecretRooms = async (ports: SecretRoomsPorts): Promise<SecretRooms> => {
  const { folder, inventory, instances, log, now, onCheckChanged, onExportProgress } = ports;
  const instance = (id: string): InstanceConfig | null =>
    instances().find((one) => one.id === id) ?? null;
  const secrets = await createRobotSecrets({ ...ports, instance });
  const unfinished = await openUnfinishedFiles(folder, log);
  void unfinished.clean();
  const secretPlaces = createSecretPlaces({ inventory, secrets, unfinished, now });
  return {
    secrets,
    secretPlaces,
    secretChecks: createSecretChecks({ ...ports, secrets, onChanged: onCheckChanged }),
    secretExports: createSecretExports({
      ...ports,
      secrets,
      instance,
      unfinished,
      onProgress: onExportProgress,
      earlier: secretPlaces.file,
      onExported: (files, recipe) =>
        secretPlaces
          .exported(files, recipe)
          .catch((error: unknown) =>
            log.warn('Where secrets were exported to was not noted', error),
          ),
    }),
  };
};
