import type { RobotIdentity } from '../../shared/contract/secrets.ts';
import type { RobotCredential } from '../../shared/exports/secrets/index.ts';
import type { Inventory, KnownRobot, Now } from '../../shared/inventory/inventory.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import { isSameRobot } from '../../shared/robots/same-robot.ts';
import { registriesIn } from '../instances/instances-at.ts';
import type { OutgoingSecret, RobotSecrets } from '../keychain/robot-secrets.ts';
import type { TypedIn, TypedSecret } from './typed-in.ts';

/** A robot with its secret, the handle of that, and where the robot is. */
export interface OutgoingRobot extends RobotCredential {
  readonly handle: string;
  readonly instanceId: string;
}

/** The robot among all that ever had its id; none for one that Harbor has not named yet. */
export const identityOf = ({ instanceId, id, name, createdAt }: OutgoingRobot): RobotIdentity[] =>
  id === null ? [] : [{ instanceId, robotId: id, name, createdAt }];

export interface CredentialPorts {
  readonly secrets: Pick<RobotSecrets, 'outgoing'>;
  readonly typedIn: Pick<TypedIn, 'read'>;
  readonly inventory: Pick<Inventory, 'facts' | 'robotById'>;
  readonly at: () => Now;
  /** Name and address of an instance; null once it was removed. */
  readonly instance: (id: string) => { readonly name: string; readonly url: string } | null;
}

const isOf = (secret: OutgoingSecret, { robot }: KnownRobot): boolean =>
  isSameRobot({ name: secret.robotName, createdAt: secret.robotCreatedAt }, robot);

/** Host and port of an address; the address itself where it is none. */
const hostOf = (url: string): string => /^https?:\/\/([^/]+)/i.exec(url)?.[1] ?? url;

type Where = Pick<RobotCredential, 'instance' | 'url' | 'registry'>;

const known = (robot: Robot): Omit<RobotCredential, keyof Where | 'secret' | 'madeAt'> => ({
  name: robot.name,
  project: robot.projectName,
  id: robot.id,
  description: robot.description,
  expiresAt: robot.expiresAt,
  createdAt: robot.createdAt,
  duration: robot.duration,
  permissions: robot.permissions,
});

/** What is known of a robot that is not in the inventory, or not any more. */
const unknown = (secret: OutgoingSecret): ReturnType<typeof known> => ({
  name: secret.robotName,
  project: '',
  id: secret.robotId,
  description: '',
  expiresAt: null,
  createdAt: secret.robotCreatedAt,
  duration: null,
  permissions: [],
});

/** Says where an instance is, also one that was removed and left its name and address. */
async function createWhereIs({
  inventory,
  at,
  instance: find,
}: Pick<CredentialPorts, 'inventory' | 'at' | 'instance'>): Promise<
  (instanceId: string, name: string, url: string) => Where
> {
  const registries = registriesIn(await inventory.facts(at()));
  return (instanceId, name, url) => {
    const instance = find(instanceId) ?? { name, url };
    const registry = registries.get(instanceId) ?? hostOf(instance.url);
    return { instance: instance.name, url: instance.url, registry };
  };
}

/** A robot that is to be made. */
export interface RobotAhead {
  readonly instanceId: string;
  /** As it is wanted. */
  readonly robot: Robot;
  /** The user's own; null for one that is made here. */
  readonly secret: string | null;
}

/** What stands for a secret that is not made yet: as long, and of the same signs. */
const LIKE_A_SECRET = 'Aa0'.repeat(11).slice(1);

/** Robots that are to be made, with something else for the secrets that are not there yet. */
export async function credentialsAhead(
  robots: readonly RobotAhead[],
  ports: Pick<CredentialPorts, 'inventory' | 'at' | 'instance'>,
): Promise<OutgoingRobot[]> {
  const whereIs = await createWhereIs(ports);
  return robots.map(({ instanceId, robot, secret }) => ({
    handle: '',
    instanceId,
    ...whereIs(instanceId, instanceId, ''),
    ...known(robot),
    id: null,
    secret: secret ?? LIKE_A_SECRET,
    madeAt: null,
  }));
}

/**
 * Robots with their secrets, in the order of the handles, from the vault or typed in. Throws
 * `unknown-item` and what the keychain throws.
 */
export async function credentialsOf(
  handles: readonly string[],
  ports: CredentialPorts,
): Promise<OutgoingRobot[]> {
  const whereIs = await createWhereIs(ports);
  const typed = new Map<string, TypedSecret>();
  for (const handle of handles) {
    const found = ports.typedIn.read(handle);
    if (found !== null) typed.set(handle, found);
  }
  const outgoing = await ports.secrets.outgoing(handles.filter((handle) => !typed.has(handle)));
  const kept = new Map(outgoing.map((one) => [one.handle, one]));

  const ofTyped = (handle: string, { instanceId, robot, secret }: TypedSecret): OutgoingRobot => ({
    handle,
    instanceId,
    ...whereIs(instanceId, instanceId, ''),
    ...known(robot),
    secret,
    madeAt: null,
  });
  const ofKept = async (one: OutgoingSecret): Promise<OutgoingRobot> => {
    const { handle, instanceId, instanceName, robotId, url, secret, madeAt } = one;
    const found = robotId === null ? null : await ports.inventory.robotById(instanceId, robotId);
    const robot = found !== null && isOf(one, found) ? known(found.robot) : unknown(one);
    const place = whereIs(instanceId, instanceName, url);
    return { handle, instanceId, ...place, ...robot, secret, madeAt };
  };

  const credential = async (handle: string): Promise<OutgoingRobot[]> => {
    const byHand = typed.get(handle);
    if (byHand !== undefined) return [ofTyped(handle, byHand)];
    const own = kept.get(handle);
    return own === undefined ? [] : [await ofKept(own)];
  };
  return (await Promise.all(handles.map(credential))).flat();
}
